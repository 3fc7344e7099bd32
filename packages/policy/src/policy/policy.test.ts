import { expect, test } from 'vitest';
import { loadBundle } from '../bundle.ts';
import { PolicyRequestError } from '../faults.ts';
import type { Facts, GrantSpec } from '../facts.ts';
import { member, now } from '../testing/facts.ts';
import { PolicyDenied } from './errors.ts';
import { MemoryGrants } from './memory.ts';
import { createPolicy, type PolicyOptions } from './policy.ts';

const bundle = await loadBundle();
const dora: GrantSpec = { preset: 'domain-manager', domains: { only: ['dom_a'] }, support: true };
const ines = { user: 'usr_ines', account: 'acc_acme' };

/** A store with a clock and a counter, and a policy over it whose monotonic clock goes with it. */
function world(options: Partial<PolicyOptions> = {}) {
  const state = { now: now.getTime(), reads: 0, epochs: 0, away: false };
  const store = new MemoryGrants(() => new Date(state.now));
  const count = (what: 'reads' | 'epochs') => {
    if (state.away) throw new Error('away');
    state[what] += 1;
  };
  const grants = {
    facts: async (pair: typeof ines) => (count('reads'), store.facts(pair)),
    epochs: async (pair: typeof ines) => (count('epochs'), store.epochs(pair)),
    candidates: (account: string, names: readonly string[]) => store.candidates(account, names),
  };
  const policy = createPolicy({ bundle, grants, clock: () => state.now, ...options });
  const put = (specs: GrantSpec[], epoch = 1, change: Partial<Facts> = {}) =>
    store.put(member(specs, { member: { suspended: false, epoch }, ...change }));
  return { state, store, policy, put };
}

test('what was loaded answers at once; what was not says so, and allows nothing', async () => {
  const { policy, put } = world();
  put([dora]);
  const ask = () => policy.can(ines.user, ines.account, 'domains:manage', 'domains/dom_a');
  expect(ask()).toBeUndefined();
  const access = await policy.load(ines, 'cached');
  expect(access.can('domains:manage', 'domains/dom_a')).toBe(true);
  expect([ask(), policy.can(ines.user, ines.account, 'domains:manage', 'domains/dom_b')]).toEqual([
    true,
    false,
  ]);
});

test('require throws what check says, typed', async () => {
  const { policy, put } = world();
  put([dora]);
  const access = await policy.load(ines, 'strict');
  access.require('domains:manage', 'domains/dom_a');
  const refused = () => access.require('domains:transfer', 'domains/dom_a');
  expect(refused).toThrow(PolicyDenied);
  expect(refused).toThrow('domains:transfer on domains/dom_a is denied');
  expect(() => access.checkAny('domains:burn', 'domains/dom_a')).toThrow(PolicyRequestError);
});
