import type { Facts } from '../facts.ts';
import type { Scope } from '../scope.ts';
import type { Slice } from '../slice.ts';
import type { Pair } from './source.ts';

/** What is kept of one pair: its slice with Casbin's answers, and until when it may speak. */
export interface Entry {
  readonly pair: Pair;
  slice: Slice;
  /** On the monotonic clock: when the read that confirmed it began, and when it ended. */
  began: number;
  ended: number;
  /** On the monotonic clock, excluded: the end of its freshness, or the next start or end of a grant. */
  until: number;
  asked: boolean;
  readonly bytes: number;
}

/** An estimate, for the bound: measured on pairs of one to ten grants, rounded up. */
export function bytesOf({ grants }: Facts): number {
  return grants.reduce(
    (sum, grant) => sum + 600 + 60 * (length(grant.services) + length(grant.domains)),
    2000,
  );
}

function length(scope: Scope | null | undefined): number {
  const { only, except } = { only: undefined, except: undefined, ...scope };
  const list: unknown = only ?? except;
  return Array.isArray(list) ? list.length : 0;
}

export interface Bounds {
  readonly pairs: number;
  readonly bytes: number;
}

/**
 * Entries by user and account, at most so many. The one that is dropped has not been asked since it was last passed
 * over, which costs a hit nothing but a mark.
 */
export class Pairs {
  readonly #bounds: Bounds;
  readonly #byUser = new Map<string, Map<string, Entry>>();
  readonly #ring = new Set<Entry>();
  #bytes = 0;

  constructor(bounds: Bounds) {
    this.#bounds = bounds;
  }

  get size(): { pairs: number; bytes: number } {
    return { pairs: this.#ring.size, bytes: this.#bytes };
  }

  get(user: string, account: string): Entry | undefined {
    return this.#byUser.get(user)?.get(account);
  }

  set(entry: Entry): void {
    const { user, account } = entry.pair;
    const before = this.get(user, account);
    if (before) this.#drop(before);
    const own = this.#byUser.get(user) ?? new Map<string, Entry>();
    this.#byUser.set(user, own.set(account, entry));
    this.#ring.add(entry);
    this.#bytes += entry.bytes;
    while (this.#ring.size > this.#bounds.pairs || this.#bytes > this.#bounds.bytes) this.#evict();
  }

  /** The oldest that was not asked since it was passed over; those asked go to the end once more. */
  #evict(): void {
    for (const entry of this.#ring) {
      if (!entry.asked) return this.#drop(entry);
      entry.asked = false;
      this.#ring.delete(entry);
      this.#ring.add(entry);
    }
  }

  #drop(entry: Entry): void {
    const { user, account } = entry.pair;
    const own = this.#byUser.get(user);
    own?.delete(account);
    if (own?.size === 0) this.#byUser.delete(user);
    this.#ring.delete(entry);
    this.#bytes -= entry.bytes;
  }
}
