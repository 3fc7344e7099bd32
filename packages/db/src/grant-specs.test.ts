import { describe, expect, it } from 'vitest';
import { grantColumns, restoreGrant, storeGrant } from './grant-specs.ts';

const spec = {
  ...{ preset: 'web-agency', services: { only: ['svc_a'] }, domains: { except: ['dom_a'] }, support: true },
  ...{ start: new Date('2026-11-22T00:00:00Z'), end: new Date('2026-12-31T23:00:00Z') },
};

describe('a stored grant', () => {
  it('comes back as it was, through JSON', () => {
    const stored = JSON.parse(JSON.stringify(storeGrant(spec))) as ReturnType<typeof storeGrant>;
    expect(restoreGrant(stored)).toEqual(spec);
  });

  it('leaves out what is not given', () => {
    expect(storeGrant({ permission: 'billing:view', billing: true, services: null, end: null })).toEqual({
      permission: 'billing:view',
      billing: true,
    });
  });
});

describe('grantColumns', () => {
  it('names nothing that the grant does not name', () => {
    const columns = grantColumns({ permission: 'admin:users', admin: true });
    expect(columns).toMatchObject({
      preset: null,
      services: null,
      domains: null,
      billing: false,
      admin: true,
    });
    expect(columns).not.toHaveProperty('startAt');
    expect(columns.endAt).toBeNull();
  });
});
