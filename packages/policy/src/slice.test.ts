import { expect, test } from 'vitest';
import { loadBundle } from './bundle.ts';
import { PolicyRequestError } from './faults.ts';
import type { Facts, GrantSpec } from './facts.ts';
import { permissions, type Permission } from './generated.ts';
import { loadSlice } from './slice.ts';
import { day, inState, member, now, owner } from './testing/facts.ts';

const bundle = await loadBundle();
const slice = (facts: Facts) => loadSlice(bundle, facts);
const dora: GrantSpec = { preset: 'domain-manager', domains: { only: ['dom_a'] }, support: true };

test('a scope of one domain opens that domain and no other', async () => {
  const asked = await slice(member([dora]));
  expect(asked.check('domains:manage', 'domains/dom_a')).toEqual({ allowed: true, grants: ['gra_1'] });
  expect(asked.can('domains:view', 'domains/dom_a')).toBe(true);
  expect(asked.check('domains:manage', 'domains/dom_b')).toEqual({
    allowed: false,
    why: 'none',
    granted: false,
  });
  expect(asked.can('domains:view', 'domains')).toBe(false);
  expect(asked.anywhere('domains:transfer')).toBe(false);
  expect(asked.scope('domains:manage')).toEqual({ only: ['dom_a'] });
});

test('an exception of one grant never weakens another grant', async () => {
  const both: GrantSpec[] = [
    { preset: 'domain-manager', domains: { except: ['dom_x'] } },
    { preset: 'auditor', domains: { only: ['dom_x'] } },
  ];
  const asked = await slice(member(both));
  expect(asked.can('domains:view', 'domains/dom_x')).toBe(true);
  expect(asked.can('domains:manage', 'domains/dom_x')).toBe(false);
  expect(asked.can('domains:manage', 'domains/dom_y')).toBe(true);
  expect(asked.scope('domains:view')).toEqual({ except: [] });
  expect(asked.scope('domains:manage')).toEqual({ except: ['dom_x'] });
  expect(asked.check('domains:view', 'domains/dom_x')).toEqual({ allowed: true, grants: ['gra_2'] });
});

test('what does not exist yet belongs to complements only', async () => {
  const some = await slice(member([{ permission: 'domains:order', domains: { only: ['dom_a'] } }]));
  const all = await slice(member([{ permission: 'domains:order', domains: { except: ['dom_a'] } }]));
  expect([some.can('domains:order', 'domains'), all.can('domains:order', 'domains')]).toEqual([false, true]);
  expect(all.can('domains:order', 'domains/dom_a')).toBe(false);
});

test('an area that the grant does not name is not given', async () => {
  const asked = await slice(member([{ preset: 'technician', services: { except: [] } }]));
  expect(asked.can('services:manage', 'services/svc_a')).toBe(true);
  expect(asked.anywhere('domains:view')).toBe(false);
  expect(asked.anywhere('support:own')).toBe(false);
});

test('support:own opens own tickets to see and answer, and no other ticket', async () => {
  const asked = await slice(member([{ permission: 'support:own', support: true }]));
  expect(asked.can('support:own', 'support/own')).toBe(true);
  expect(asked.can('support:view', 'support/own/tkt_x')).toBe(true);
  expect(asked.can('support:reply', 'support/own/tkt_x')).toBe(true);
  expect(asked.can('support:view', 'support/other/tkt_x')).toBe(false);
  expect(asked.can('support:view', 'support')).toBe(false);
  expect(asked.anywhere('support:view')).toBe(true);
  expect(asked.scope('support:view')).toEqual({ only: [], prefixes: ['support/own'] });
  expect(asked.scope('support:own')).toEqual({ only: [], prefixes: ['support/own'] });
  expect(asked.permissionsOn('support/other/tkt_x')).toEqual([]);
});

test('support:reply brings reading all tickets and having own ones', async () => {
  const asked = await slice(member([{ permission: 'support:reply', support: true }]));
  expect(asked.permissions()).toEqual(['support:own', 'support:view', 'support:reply']);
  expect(asked.scope('support:view')).toEqual({ except: [] });
  expect(asked.can('support:reply', 'support/other/tkt_x')).toBe(true);
});

test('billing is given whole', async () => {
  const asked = await slice(member([{ preset: 'accountant', billing: true }]));
  expect(asked.permissionsOn('billing/inv_x')).toEqual(['billing:view', 'billing:pay', 'billing:manage']);
  expect(asked.permissionsOn('billing')).toEqual(asked.permissionsOn('billing/pm_x'));
});

test('admin:users brings revoking and seeing users along', async () => {
  const asked = await slice(member([{ permission: 'admin:users', admin: true }]));
  expect(asked.permissions()).toEqual(['admin:members', 'admin:revoke', 'admin:users']);
});

test('start counts, end does not, and both are the database’s instants', async () => {
  const at = async (start?: Date, end?: Date) =>
    (await slice(member([{ ...dora, start, end }]))).can('domains:view', 'domains/dom_a');
  const tick = (ms: number) => new Date(now.getTime() + ms);
  expect(await at(now)).toBe(true);
  expect(await at(tick(1))).toBe(false);
  expect(await at(undefined, tick(1))).toBe(true);
  expect(await at(undefined, now)).toBe(false);
  expect(await at(new Date(Number.NaN))).toBe(false);
  expect(await at(undefined, new Date(Number.NaN))).toBe(false);
});

test.each([
  ['suspended', { suspended: true, epoch: 1 }],
  ['not started', { suspended: false, start: day(1), epoch: 1 }],
  ['over', { suspended: false, end: now, epoch: 1 }],
  ['removed', { suspended: false, ended: 'removed' as const, epoch: 1 }],
  ['never a member', null],
])('a member who is %s holds nothing', async (_state, membership) => {
  const asked = await slice(member([{ preset: 'full', ...everywhere }], { member: membership }));
  expect(asked.permissions()).toEqual([]);
  expect(asked.grantedAnywhere('domains:view')).toBe(false);
});

const everywhere = {
  services: { except: [] },
  domains: { except: [] },
  billing: true,
  support: true,
  admin: true,
};

test('the owner may do everything, without grants or dates', async () => {
  const asked = await slice(owner({ member: { suspended: true, end: day(-1), epoch: 1 } }));
  expect(asked.permissions()).toEqual([...permissions]);
  expect(asked.scope('domains:transfer')).toEqual({ except: [] });
  expect(asked.check('admin:close', 'admin')).toEqual({ allowed: true, grants: [] });
});

test('full is everything delegable', async () => {
  const asked = await slice(member([{ preset: 'full', ...everywhere }]));
  const delegable = [...bundle.catalogue.permissions.values()]
    .filter((one) => one.delegable)
    .map((one) => one.name);
  expect(asked.permissions()).toEqual(delegable);
});

test('a suspended account keeps exactly what S9 names, also for its owner', async () => {
  const allowed = [
    'services:view',
    'domains:view',
    'billing:view',
    'billing:pay',
    'billing:manage',
    'support:own',
    'support:view',
    'support:reply',
    'admin:members',
    'admin:emails',
    'admin:activity',
    'admin:revoke',
  ];
  for (const facts of [owner(), member([{ preset: 'full', ...everywhere }])]) {
    expect((await slice(inState(facts, 'suspended'))).permissions()).toEqual(allowed);
    expect((await slice(inState(facts, 'closed'))).permissions()).toEqual([]);
  }
});

test('a guardrail is named with file and line, and says whether the right was there', async () => {
  const asked = await slice(inState(member([dora]), 'suspended'));
  const held = asked.check('domains:manage', 'domains/dom_a');
  expect(held).toMatchObject({ allowed: false, why: 'guardrail', granted: true });
  expect(held).toMatchObject({
    guardrail: { file: 'guardrails.csv', line: 11, reason: 'account.suspended' },
  });
  expect(asked.check('domains:manage', 'domains/dom_b')).toMatchObject({ why: 'guardrail', granted: false });
  expect(asked.grantedAnywhere('domains:manage')).toBe(true);
  expect(asked.grantedAnywhere('domains:transfer')).toBe(false);
});

test('names that the bundle does not know give nothing and are reported', async () => {
  const facts = member([
    { preset: 'wizard', domains: { except: [] } },
    { permission: 'domains:burn', domains: { except: [] } },
    dora,
  ]);
  const asked = await slice(facts);
  expect(asked.unknown).toEqual([
    { grant: 'gra_1', name: 'wizard' },
    { grant: 'gra_2', name: 'domains:burn' },
  ]);
  expect(asked.scope('domains:view')).toEqual({ only: ['dom_a'] });
});

test('a grant of what is never delegable gives nothing', async () => {
  const asked = await slice(
    member([
      { permission: 'admin:close', admin: true },
      { permission: 'admin:ownership', admin: true },
    ]),
  );
  expect(asked.permissions()).toEqual([]);
});

test('questions that cannot be meant are refused before Casbin', async () => {
  const asked = await slice(owner());
  const refuse = (permission: unknown, resource: unknown) =>
    expect(() => asked.check(permission as Permission, resource as string)).toThrow(PolicyRequestError);
  refuse('domains:burn', 'domains/dom_a');
  refuse('domains:view', 'services/svc_a');
  refuse('support:own', 'support/other/tkt_x');
  refuse('admin:members', 'admin/usr_x');
  refuse('domains:view', 'domains/dom_a/rec_b');
});
