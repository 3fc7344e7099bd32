import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { loadBundle, type Bundle } from '../bundle.ts';
import type { Facts, GrantSpec } from '../facts.ts';
import type { Permission } from '../generated.ts';
import type { Person } from '../population/read.ts';
import { loadSlice } from '../slice.ts';
import { facts, ids } from '../testing/arbitrary.ts';
import { day, member, now, owner } from '../testing/facts.ts';
import { askable } from '../universe/index.ts';
import { changedPolicies, changes, removePolicies } from '../universe/testing/changed.ts';
import { ImpactCounter } from './impact.ts';

const before = await loadBundle();
const manages = await loadBundle(await changedPolicies(changes.auditorManages));
const much = await loadBundle(await changedPolicies(changes.much));
afterAll(removePolicies);

const personOf = ({ userId, account, owner: owns, member: membership, grants }: Facts): Person => ({
  kind: 'person',
  line: 1,
  account: { id: account.id, state: account.state, name: account.id },
  user: { id: userId, name: userId },
  owner: owns,
  member: membership,
  grants,
  names: new Map(),
});

const places: Readonly<Record<string, readonly string[]>> = {
  services: ['services', 'services/fresh', ...ids.map((id) => `services/${id}`)],
  domains: ['domains', 'domains/fresh', ...ids.map((id) => `domains/${id}`)],
  billing: ['billing', 'billing/inv_x'],
  support: ['support', 'support/own', 'support/own/tkt_x', 'support/other/tkt_x'],
  admin: ['admin'],
};

/** All that somebody may do, asked one by one on the slice of his whole set of grants. */
async function everything(bundle: Bundle, who: Facts): Promise<Set<string>> {
  const slice = await loadSlice(bundle, who);
  const may = [...bundle.catalogue.permissions.values()].flatMap(({ name, area }) =>
    (places[area] ?? [])
      .filter((resource) => askable(bundle, name, resource) && slice.can(name as Permission, resource))
      .map((resource) => `${name} ${resource}`),
  );
  return new Set(may);
}

const missing = (from: Set<string>, other: Set<string>) =>
  [...new Set([...from].filter((one) => !other.has(one)).map((one) => one.split(' ')[0]))].sort();

test('what changes for a person is what changes among all their decisions', { timeout: 60_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(facts, async (who) => {
      for (const after of [manages, much]) {
        const touched = await new ImpactCounter(before, after, who.now).add(personOf(who));
        const named = (change: string) =>
          (touched?.changes ?? []).filter((one) => one.change === change).map((one) => one.permission);
        const [had, has] = [await everything(before, who), await everything(after, who)];
        expect(named('lost').sort()).toEqual(missing(had, has));
        expect(named('gained').sort()).toEqual(missing(has, had));
      }
    }),
    { numRuns: 300 },
  );
});

const audits = (domains: GrantSpec['domains']): GrantSpec => ({ preset: 'auditor', domains });

async function touch(grants: readonly GrantSpec[], change: Partial<Facts> = {}) {
  const counter = new ImpactCounter(before, manages, now);
  return counter.add(personOf(member(grants, change)));
}

test('grants on one container are decided together, on two containers apart', async () => {
  const manager = (domains: GrantSpec['domains']): GrantSpec => ({ preset: 'domain-manager', domains });
  expect(await touch([audits({ only: ['dom_1'] }), manager({ only: ['dom_1'] })])).toBeUndefined();
  expect(
    (await touch([audits({ only: ['dom_1', 'dom_2'] }), manager({ only: ['dom_1'] })]))?.changes,
  ).toEqual([{ permission: 'domains:manage', change: 'gained', on: ['dom_2'], others: false }]);
  expect((await touch([audits({ except: ['dom_1'] }), manager({ only: ['dom_2'] })]))?.changes).toEqual([
    { permission: 'domains:manage', change: 'gained', on: [], others: true },
  ]);
});

test('nothing changes for the suspended, the ended, the owner, and in a suspended account', async () => {
  const all = [audits({ except: [] })];
  expect(await touch(all)).toBeDefined();
  expect(await touch(all, { member: { suspended: true, epoch: 1 } })).toBeUndefined();
  expect(await touch(all, { member: { suspended: false, ended: 'left', epoch: 1 } })).toBeUndefined();
  expect(await touch(all, { member: { suspended: false, end: now, epoch: 1 } })).toBeUndefined();
  expect(await touch(all, { account: { id: 'acc_acme', state: 'suspended', epoch: 1 } })).toBeUndefined();
  expect(await new ImpactCounter(before, manages, now).add(personOf(owner()))).toBeUndefined();
});

test('counts people and accounts once each, and apart those whose access is still to start', async () => {
  const counter = new ImpactCounter(before, manages, now);
  const add = (userId: string, account: string, grant: GrantSpec) =>
    counter.add(personOf(member([grant], { userId, account: { id: account, state: 'active', epoch: 1 } })));
  await add('usr_1', 'acc_1', audits({ except: [] }));
  await add('usr_1', 'acc_2', audits({ only: ['dom_1'] }));
  await add('usr_2', 'acc_2', { ...audits({ except: [] }), end: day(1) });
  await add('usr_3', 'acc_3', { ...audits({ except: [] }), start: day(1) });
  await add('usr_4', 'acc_4', { ...audits({ except: [] }), end: now });
  await add('usr_5', 'acc_5', { preset: 'vanished', domains: { except: [] } });
  const none = { people: 0, accounts: 0 };
  expect(counter.result(['domains:view', 'domains:manage'])).toEqual([
    {
      permission: 'domains:manage',
      lost: none,
      gained: { people: 2, accounts: 2 },
      later: { lost: none, gained: { people: 1, accounts: 1 } },
    },
  ]);
  expect([...counter.unknown]).toEqual([['vanished', 1]]);
  expect(counter.people).toBe(6);
});
