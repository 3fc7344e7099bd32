import type { Facts } from '../facts.ts';
import type { Slice } from '../slice.ts';

/** What is kept of one pair: its slice with Casbin's answers, and until when it may speak. */
export interface Entry {
  readonly user: string;
  readonly account: string;
  slice: Slice;
  /** The slice's, at hand for the warm way. */
  answers: Slice['answers'];
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
  let bytes = 2000;
  for (const { services, domains } of grants) bytes += 600 + 60 * (length(services) + length(domains));
  return bytes;
}

function length(scope: unknown): number {
  if (typeof scope !== 'object' || scope === null) return 0;
  const { only, except } = scope as { only?: unknown; except?: unknown };
  return Array.isArray(only) ? only.length : Array.isArray(except) ? except.length : 0;
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
  /** Most people have one account: a map of their own is for those with more. */
  readonly #byUser = new Map<string, Entry | Map<string, Entry>>();
  readonly #ring = new Set<Entry>();
  #bytes = 0;

  constructor(bounds: Bounds) {
    this.#bounds = bounds;
  }

  get size(): { pairs: number; bytes: number } {
    return { pairs: this.#ring.size, bytes: this.#bytes };
  }

  get(user: string, account: string): Entry | undefined {
    const own = this.#byUser.get(user);
    if (own instanceof Map) return own.get(account);
    return own?.account === account ? own : undefined;
  }

  set(entry: Entry): void {
    const { user, account } = entry;
    const before = this.get(user, account);
    if (before) this.#drop(before);
    const own = this.#byUser.get(user);
    if (own instanceof Map) own.set(account, entry);
    else
      this.#byUser.set(
        user,
        own
          ? new Map([
              [own.account, own],
              [account, entry],
            ])
          : entry,
      );
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
    const own = this.#byUser.get(entry.user);
    if (own instanceof Map) own.delete(entry.account);
    if (own === entry || (own instanceof Map && own.size === 0)) this.#byUser.delete(entry.user);
    this.#ring.delete(entry);
    this.#bytes -= entry.bytes;
  }
}
