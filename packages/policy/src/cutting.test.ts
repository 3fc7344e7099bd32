import { expect, test } from 'vitest';
import { loadBundle } from './bundle.ts';
import { clipped } from './clipping.ts';
import type { GrantSpec } from './facts.ts';
import { cutToGiveable, mayGive, mayKeepLive } from './giving.ts';
import { day, member, owner } from './testing/facts.ts';

const bundle = await loadBundle();
const users: GrantSpec = { permission: 'admin:users', admin: true };
const live = (more: GrantSpec = {}): GrantSpec => ({
  preset: 'domain-manager',
  domains: { only: ['dom_a', 'dom_b'] },
  support: true,
  ...more,
});
const now = day(0);

test('grants end and begin with the membership at the latest and the earliest', () => {
  const grants = [live(), live({ start: day(1), end: day(9) }), live({ start: day(6) })];
  expect(clipped(grants, { start: day(2), end: day(5) })).toEqual([
    live({ start: day(2), end: day(5) }),
    live({ start: day(2), end: day(5) }),
  ]);
  expect(clipped(grants, {})).toEqual(grants);
});

test('a live preset stays live where it becomes less, and only there', () => {
  const kept = [live({ end: day(9) }), users];
  const stays = (grant: GrantSpec) => mayKeepLive(bundle, kept, grant, now);
  expect(stays(live({ end: day(3) }))).toBe(true);
  expect(stays(live({ end: day(9), domains: { only: ['dom_a'] } }))).toBe(true);
  expect(stays(live())).toBe(false);
  expect(stays(live({ end: day(9), domains: { except: [] } }))).toBe(false);
  expect(stays({ preset: 'technician', services: { except: [] }, end: day(3) })).toBe(false);
  expect(stays({ permission: 'domains:view', domains: { only: ['dom_a'] }, end: day(3) })).toBe(false);
});

test('the same rights as single permissions do not keep a preset live', () => {
  const kept = ['domains:manage', 'domains:view'].map((permission) => ({
    permission,
    domains: { except: [] },
  }));
  const support = { permission: 'support:own', support: true };
  expect(mayKeepLive(bundle, [...kept, support], live(), now)).toBe(false);
});

test('a preset that another includes stays live inside it', () => {
  const all = {
    services: { except: [] },
    domains: { except: [] },
    billing: true,
    support: true,
    admin: true,
  };
  expect(mayKeepLive(bundle, [{ preset: 'full', ...all }], live(), now)).toBe(
    bundle.presets.get('full')?.includes.includes('domain-manager') === true,
  );
});

test('what the giver may not give is cut off, and what he does not hold live is fixed', () => {
  const marek = member([users, { permission: 'domains:manage', domains: { only: ['dom_a'] }, end: day(9) }]);
  const given = cutToGiveable(bundle, marek, [live(), { permission: 'billing:pay', billing: true }]);
  expect(given.map(({ permission, preset }) => preset ?? permission).toSorted()).toEqual([
    'domains:manage',
    'domains:view',
  ]);
  for (const grant of given) expect(grant).toMatchObject({ domains: { only: ['dom_a'] }, end: day(9) });
  expect(mayGive(bundle, marek, given)).toBe(true);
  expect(cutToGiveable(bundle, member([live()]), [live()])).toEqual([]);
});

test('what the giver may give in full stays as it is, and live', () => {
  expect(cutToGiveable(bundle, owner(), [live({ end: day(4) })])).toEqual([live({ end: day(4) })]);
  expect(cutToGiveable(bundle, member([users, live()]), [live()])).toEqual([live()]);
});
