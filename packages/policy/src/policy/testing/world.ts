import { loadBundle } from '../../bundle.ts';
import type { Facts, GrantSpec } from '../../facts.ts';
import { member, now } from '../../testing/facts.ts';
import { MemoryGrants } from '../memory.ts';
import { createPolicy, type PolicyOptions } from '../policy.ts';
import type { GrantSource, Pair } from '../source.ts';

export const bundle = await loadBundle();
export const ines: Pair = { user: 'usr_ines', account: 'acc_acme' };
export const dora: GrantSpec = { preset: 'domain-manager', domains: { only: ['dom_a'] }, support: true };

/** A store with a clock, a counter and a switch, and a policy over it whose monotonic clock goes with it. */
export function world(options: Partial<PolicyOptions> = {}) {
  const state = { now: now.getTime(), facts: 0, epochs: 0, away: false };
  const store = new MemoryGrants(() => new Date(state.now));
  const counted = (what: 'facts' | 'epochs') => {
    if (state.away) throw new Error('away');
    state[what] += 1;
  };
  const grants: GrantSource = {
    async facts(pair) {
      counted('facts');
      return store.facts(pair);
    },
    async epochs(pair) {
      counted('epochs');
      return store.epochs(pair);
    },
    candidates: (account, names) => store.candidates(account, names),
  };
  const policy = createPolicy({ bundle, grants, clock: () => state.now, ...options });
  /** What is true of Ines from now on. */
  const put = (specs: readonly GrantSpec[], epoch = 1, change: Partial<Facts> = {}) =>
    store.put(member(specs, { member: { suspended: false, epoch }, ...change }));
  const manages = () => policy.can(ines.user, ines.account, 'domains:manage', 'domains/dom_a');
  return { state, store, policy, put, manages };
}
