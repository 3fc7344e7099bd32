import type { Facts } from '../facts.ts';
import { memberEpoch, tokenOf, type Epochs, type GrantSource, type Pair, type Token } from './source.ts';

/** What is stored of one pair; epochs and time are the store's own. */
export type StoredFacts = Omit<Facts, 'now'>;

/**
 * Grants in memory: for tests, and for apps whose grants live elsewhere. It is its own database, so its clock decides.
 */
export class MemoryGrants implements GrantSource {
  readonly #clock: () => Date;
  readonly #accounts = new Map<string, Map<string, StoredFacts>>();

  constructor(clock: () => Date = () => new Date()) {
    this.#clock = clock;
  }

  /** Stores what is true of a pair from now on; the writer raises the epochs. */
  put(facts: StoredFacts): Token {
    const members = this.#accounts.get(facts.account.id) ?? new Map<string, StoredFacts>();
    this.#accounts.set(facts.account.id, members.set(facts.userId, facts));
    return tokenOf({ ...facts, now: this.#clock() });
  }

  facts({ user, account }: Pair): Promise<Facts | null> {
    const stored = this.#accounts.get(account)?.get(user);
    return Promise.resolve(stored ? { ...stored, now: this.#clock() } : null);
  }

  epochs({ user, account }: Pair): Promise<Epochs | null> {
    const stored = this.#accounts.get(account)?.get(user);
    if (!stored) return Promise.resolve(null);
    const epochs = { account: stored.account.epoch, member: memberEpoch(stored), now: this.#clock() };
    return Promise.resolve(epochs);
  }

  async *candidates(account: string, names: readonly string[]): AsyncIterable<Facts> {
    await Promise.resolve();
    const wanted = new Set<unknown>(names);
    for (const stored of this.#accounts.get(account)?.values() ?? []) {
      const named = stored.grants.some(({ preset, permission }) => wanted.has(preset ?? permission));
      if (stored.owner || named) yield { ...stored, now: this.#clock() };
    }
  }
}
