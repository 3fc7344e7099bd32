import type { Facts } from '../facts.ts';

export interface Pair {
  readonly user: string;
  readonly account: string;
}

/**
 * The two numbers that every change of rights raises in its own transaction: the account's (state, owner) and the
 * membership's (grants, dates, suspension); -1 where there is no membership. `now` is the source's clock.
 */
export interface Epochs {
  readonly account: number;
  readonly member: number;
  readonly now: Date;
}

/** What a writer holds after its commit: whoever shows it sees at least that state. */
export interface Token {
  readonly account: string;
  readonly accountEpoch: number;
  /** Whose rights were written; absent when only the account changed. */
  readonly user?: string;
  readonly memberEpoch?: number;
}

/** As {@link Epochs} counts it. */
export function memberEpoch({ member }: Pick<Facts, 'member'>): number {
  return member?.epoch ?? -1;
}

/** The token of the state that these facts tell of. */
export function tokenOf(facts: Facts): Token {
  const { id, epoch } = facts.account;
  return { account: id, accountEpoch: epoch, user: facts.userId, memberEpoch: memberEpoch(facts) };
}

/**
 * Where grants are kept. Everything else about them is decided by the policy. An implementation reads each answer in
 * one snapshot, takes the time from its own clock (S20), and rejects when it cannot answer: that is a deny.
 */
export interface GrantSource {
  /** All that decisions about this pair depend on; null if there is no such account. */
  facts(pair: Pair): Promise<Facts | null>;
  /** The numbers alone, cheaper than the facts; null if there is no such account. */
  epochs(pair: Pair): Promise<Epochs | null>;
  /**
   * Everybody in the account who may hold one of these presets or permissions: the owner, and members with a grant of
   * such a name. May name too many, for each is decided upon, and never too few.
   */
  candidates(account: string, names: readonly string[]): AsyncIterable<Facts>;
}
