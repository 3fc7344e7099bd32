import { PolicyRequestError } from '../faults.ts';
import type { Facts } from '../facts.ts';
import type { Slice } from '../slice.ts';
import { memberEpoch, type Epochs, type Token } from './source.ts';

/**
 * How fresh the grants behind an answer have to be. `strict`: the epochs are read now. `atLeast`: at least the state
 * that a writer's token tells of. `cached`: confirmed within the bound (one second unless said otherwise), else strict.
 */
export type Freshness = 'strict' | 'cached' | { readonly atLeast: Token };

/** Do these facts tell of the state that the caller wants to see, or of a later one? */
export function newEnough(facts: Facts, freshness: Freshness): boolean {
  if (typeof freshness === 'string') return true;
  const { atLeast } = freshness;
  const { account, userId } = facts;
  if (atLeast.account !== account.id) throw new PolicyRequestError('the token is of another account');
  // said this way round, what is no number is not reached
  if (!(account.epoch >= atLeast.accountEpoch)) return false;
  return atLeast.user !== userId || memberEpoch(facts) >= (atLeast.memberEpoch ?? -1);
}

export function unchanged(facts: Facts, epochs: Epochs | null): epochs is Epochs {
  return epochs !== null && epochs.account === facts.account.epoch && epochs.member === memberEpoch(facts);
}

/** Does no start and no end of any grant lie between the slice's instant and this one? */
export function speaksOf({ span }: Slice, now: Date): boolean {
  return span.from <= now.getTime() && now.getTime() < span.until;
}

export function nobody({ user, account }: { user: string; account: string }): Facts {
  const unknown = { id: account, state: 'active', epoch: 0 } as const;
  return { userId: user, account: unknown, owner: false, member: null, grants: [], now: new Date(0) };
}
