import { expect, test } from 'vitest';
import { loadBundle } from './bundle.ts';
import { PolicyRequestError } from './faults.ts';
import type { Facts, GrantSpec } from './facts.ts';
import type { Permission } from './generated.ts';
import { loadSlice } from './slice.ts';
import { assemble } from './assemble.ts';
import { member, owner } from './testing/facts.ts';
import { hostileCases } from './testing/hostile.ts';

const bundle = await loadBundle();
const everything = {
  preset: 'full',
  services: { except: [] },
  domains: { except: [] },
  billing: true,
  support: true,
  admin: true,
};

test.each(hostileCases)('as a resource, %s is refused', async (_title, value) => {
  for (const facts of [owner(), member([everything])]) {
    const slice = await loadSlice(bundle, facts);
    expect(() => slice.check('domains:view', value as string)).toThrow(PolicyRequestError);
    expect(() => slice.permissionsOn(value as string)).toThrow(PolicyRequestError);
  }
});

test.each(hostileCases)('as a permission, %s is refused', async (_title, value) => {
  const slice = await loadSlice(bundle, owner());
  const permission = value as Permission;
  expect(() => slice.check(permission, 'domains')).toThrow(PolicyRequestError);
  expect(() => slice.anywhere(permission)).toThrow(PolicyRequestError);
  expect(() => slice.grantedAnywhere(permission)).toThrow(PolicyRequestError);
  expect(() => slice.scope(permission)).toThrow(PolicyRequestError);
});

test.each(hostileCases.filter(([, value]) => !['constructor', 'none', '__proto__'].includes(String(value))))(
  'as a user or account id, %s is refused',
  async (_title, value) => {
    const account = { id: value as string, state: 'active' as const, epoch: 1 };
    await expect(loadSlice(bundle, owner({ userId: value as string }))).rejects.toThrow(PolicyRequestError);
    await expect(loadSlice(bundle, owner({ account }))).rejects.toThrow(PolicyRequestError);
  },
);

test('an account state that nobody knows is refused, not taken for active', async () => {
  const account = { id: 'acc_acme', state: 'frozen' as Facts['account']['state'], epoch: 1 };
  await expect(loadSlice(bundle, owner({ account }))).rejects.toThrow(PolicyRequestError);
});

test.each(hostileCases)('as a scope, a yes, a name or a date, %s gives nothing', async (_title, value) => {
  const spoiled: unknown[] = [
    { permission: 'domains:view', domains: value },
    { permission: 'domains:view', domains: { only: [value, 'domains/dom_a'] } },
    { permission: 'domains:view', domains: { only: value } },
    { permission: 'domains:view', domains: { except: value } },
    { permission: 'billing:view', billing: value === true ? 'true' : value },
    { preset: value, domains: { except: [] } },
    { permission: value, domains: { except: [] } },
    { permission: 'domains:view', preset: 'full', domains: { except: [] } },
  ];
  for (const grant of spoiled) {
    const isEmptyExcept = Array.isArray(value) && value.length === 0 && grant === spoiled[3];
    const slice = await loadSlice(bundle, member([grant as GrantSpec]));
    if (!isEmptyExcept) expect(slice.permissions()).toEqual([]);
  }
});

test('a user whose id is the word owner, or a role’s name, is nobody special', async () => {
  for (const userId of ['owner', 'nobody', 'account_suspended', 'role_owner']) {
    expect((await loadSlice(bundle, member([], { userId }))).permissions()).toEqual([]);
  }
});

test('a truthy owner flag that is not true makes no owner', async () => {
  const slice = await loadSlice(bundle, owner({ owner: 'yes' as unknown as boolean }));
  expect(slice.permissions()).toEqual([]);
});

test('5,000 domains cost as many Casbin rows as one, and the answer is as quick', async () => {
  const ids = Array.from({ length: 5_000 }, (_, index) => `dom_${index}`);
  const rows = (only: string[]) =>
    assemble(bundle, member([{ preset: 'domain-manager', domains: { only } }])).rows.length;
  expect(rows(ids)).toBe(rows(['dom_1']));
  const singles = ids.map((id) => ({ permission: 'domains:manage', domains: { only: [id] } }));
  expect(assemble(bundle, member(singles)).rows.length).toBe(rows(['dom_1']));
  const slice = await loadSlice(bundle, member(singles));
  const decision = slice.check('domains:manage', 'domains/dom_4999');
  expect(decision).toEqual({ allowed: true, grants: ['gra_5000'] });
  expect(slice.can('domains:manage', 'domains/dom_5000')).toBe(false);
});

test('no slice is empty, and slices share nothing', async () => {
  expect(assemble(bundle, member([], { member: null })).rows.length).toBe(1);
  const [ines, otto] = await Promise.all([
    loadSlice(bundle, member([everything])),
    loadSlice(bundle, member([])),
  ]);
  expect([ines.can('domains:view', 'domains/dom_a'), otto.can('domains:view', 'domains/dom_a')]).toEqual([
    true,
    false,
  ]);
});
