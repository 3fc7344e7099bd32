import { expect, test } from 'vitest';
import { PolicyRequestError } from '../faults.ts';
import type { Facts } from '../facts.ts';
import { day } from '../testing/facts.ts';
import { PolicyUnavailable } from './errors.ts';
import { createPolicy } from './policy.ts';
import type { GrantSource } from './source.ts';
import { bundle, dora, ines, world } from './testing/world.ts';

const managed = { permission: 'domains:manage', resource: 'domains/dom_a' } as const;

test('strict reads the epochs each time, and the grants only when they have changed', async () => {
  const { state, policy, put } = world();
  put([dora]);
  const ask = async () => (await policy.load(ines, 'strict')).can(managed.permission, managed.resource);
  expect([await ask(), await ask()]).toEqual([true, true]);
  expect(state).toMatchObject({ facts: 1, epochs: 1 });
  put([], 2);
  expect(await ask()).toBe(false);
  expect(state).toMatchObject({ facts: 2, epochs: 2 });
});

test('each of the two epochs counts, and so does a membership that appears or goes', async () => {
  const { policy, put, store } = world();
  const sees = async () => (await policy.load(ines, 'strict')).anywhere('domains:view');
  put([dora], 0, { member: null });
  expect(await sees()).toBe(false);
  put([dora], 0);
  expect(await sees()).toBe(true);
  put([dora], 0, { account: { id: 'acc_acme', state: 'closed', epoch: 2 } });
  expect(await sees()).toBe(false);
  // a restored backup: lower numbers are another state as well
  store.put({ ...(await store.facts(ines))!, account: { id: 'acc_acme', state: 'active', epoch: 1 } });
  expect(await sees()).toBe(true);
});

test('cached believes what was read for a second and not a moment longer', async () => {
  const { state, policy, put, manages } = world();
  put([dora]);
  await policy.load(ines, 'cached');
  put([], 2);
  state.now += 999;
  expect([manages(), (await policy.load(ines, 'cached')).can(managed.permission, managed.resource)]).toEqual([
    true,
    true,
  ]);
  state.now += 1;
  expect(manages()).toBeUndefined();
  expect((await policy.load(ines, 'cached')).can(managed.permission, managed.resource)).toBe(false);
  expect(manages()).toBe(false);
});

test('the second counts from the moment the read began', async () => {
  const { state, store, put } = world();
  put([dora]);
  const slow: GrantSource = {
    ...{ epochs: (pair) => store.epochs(pair), candidates: (...asked) => store.candidates(...asked) },
    async facts(pair) {
      const facts = await store.facts(pair);
      state.now += 600;
      return facts;
    },
  };
  const policy = createPolicy({ bundle, grants: slow, clock: () => state.now });
  await policy.load(ines, 'cached');
  state.now += 399;
  expect(policy.can(ines.user, ines.account, managed.permission, managed.resource)).toBe(true);
  state.now += 1;
  expect(policy.can(ines.user, ines.account, managed.permission, managed.resource)).toBeUndefined();
});

test('whoever shows a token sees at least that state', async () => {
  const { state, policy, put } = world({ cachedFor: 3_600_000 });
  const old = put([dora]);
  await policy.load(ines, 'cached');
  const token = put([], 2);
  expect((await policy.load(ines, 'cached')).anywhere('domains:view')).toBe(true);
  expect((await policy.load(ines, { atLeast: old })).anywhere('domains:view')).toBe(true);
  expect(state.epochs).toBe(0);
  expect((await policy.load(ines, { atLeast: token })).anywhere('domains:view')).toBe(false);
  const account = { account: 'acc_acme', accountEpoch: 2 };
  await expect(policy.load(ines, { atLeast: account })).rejects.toThrow(PolicyUnavailable);
  await expect(policy.load(ines, { atLeast: { ...token, memberEpoch: 3 } })).rejects.toThrow('behind');
  await expect(policy.load(ines, { atLeast: { ...token, account: 'acc_x' } })).rejects.toThrow(
    PolicyRequestError,
  );
  for (const accountEpoch of [Number.NaN, undefined as unknown as number])
    await expect(policy.load(ines, { atLeast: { ...token, accountEpoch } })).rejects.toThrow(
      PolicyUnavailable,
    );
  await expect(policy.load({ ...ines, user: '*' }, 'strict')).rejects.toThrow(PolicyRequestError);
  // another person's change says nothing about this one's membership
  await policy.load(ines, { atLeast: { ...token, user: 'usr_otto', memberEpoch: 9 } });
});

test('a grant that ends while it is in memory ends, one that starts starts, to the millisecond', async () => {
  const edges = [
    { ...dora, end: day(1) },
    { permission: 'domains:transfer', domains: { only: ['dom_a'] }, start: day(2) },
  ];
  const { state, policy, put, manages } = world({ cachedFor: Infinity });
  put(edges, 1, { member: { suspended: false, epoch: 1, end: day(3) } });
  const holds = async () => {
    const access = await policy.load(ines, 'cached');
    return [access.can('domains:manage', 'domains/dom_a'), access.can('domains:transfer', 'domains/dom_a')];
  };
  expect(await holds()).toEqual([true, false]);
  state.now = day(1).getTime() - 1;
  expect(manages()).toBe(true);
  state.now += 1;
  expect(manages()).toBeUndefined();
  expect(await holds()).toEqual([false, false]);
  state.now = day(2).getTime() - 1;
  expect(await holds()).toEqual([false, false]);
  state.now += 1;
  expect(await holds()).toEqual([false, true]);
  state.now = day(3).getTime();
  expect(await holds()).toEqual([false, false]);
  // the grants were read once: only the instant was new
  expect(state.facts).toBe(1);
});

test('when the source is away nothing is allowed that memory may not vouch for', async () => {
  const { state, policy, put, manages } = world();
  put([dora]);
  await policy.load(ines, 'cached');
  state.away = true;
  expect(manages()).toBe(true);
  await expect(policy.load(ines, 'strict')).rejects.toThrow(PolicyUnavailable);
  expect((await policy.load(ines, 'cached')).can(managed.permission, managed.resource)).toBe(true);
  state.now += 1000;
  expect(manages()).toBeUndefined();
  await expect(policy.load(ines, 'cached')).rejects.toThrow(PolicyUnavailable);
  await expect(policy.load({ ...ines, user: 'usr_otto' }, 'cached')).rejects.toThrow('cannot be read');
});

test('a read that comes back late does not replace a newer one', async () => {
  const { state, store, put } = world();
  const late: ((facts: Facts | null) => void)[] = [];
  const grants: GrantSource = {
    facts: () => new Promise((resolve) => late.push(resolve)),
    epochs: (pair) => store.epochs(pair),
    candidates: (...asked) => store.candidates(...asked),
  };
  const policy = createPolicy({ bundle, grants, clock: () => (state.now += 1) });
  put([dora]);
  const before = await store.facts(ines);
  const first = policy.load(ines, 'strict');
  put([], 2);
  const second = policy.load(ines, 'strict');
  late[1]!(await store.facts(ines));
  expect((await second).can(managed.permission, managed.resource)).toBe(false);
  late[0]!(before);
  await first;
  expect(policy.can(ines.user, ines.account, managed.permission, managed.resource)).toBe(false);
});

test('cached reads of the same pair wait for one another; strict ones never do', async () => {
  const { state, policy, put } = world();
  put([dora]);
  await Promise.all([policy.load(ines, 'cached'), policy.load(ines, 'cached'), policy.load(ines, 'cached')]);
  expect(state.facts).toBe(1);
  await Promise.all([policy.load(ines, 'strict'), policy.load(ines, 'strict')]);
  expect(state.epochs).toBe(2);
  expect((await policy.load(ines, 'cached')).token).toEqual({
    ...{ account: 'acc_acme', accountEpoch: 1 },
    ...{ user: 'usr_ines', memberEpoch: 1 },
  });
});
