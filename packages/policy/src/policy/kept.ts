import { requireId } from '../address.ts';
import type { Bundle } from '../bundle.ts';
import { answered } from '../cells.ts';
import { compiled, type Compiled } from '../compiled.ts';
import type { Facts } from '../facts.ts';
import type { Permission } from '../generated.ts';
import { sliceOf, type Slice } from '../slice.ts';
import type { Monotonic } from './clock.ts';
import { PolicyUnavailable } from './errors.ts';
import { newEnough, nobody, speaksOf, unchanged, type Freshness } from './freshness.ts';
import { bytesOf, Pairs, type Bounds, type Entry } from './pairs.ts';
import { sameFacts } from './same-facts.ts';
import { memberEpoch, type GrantSource, type Pair } from './source.ts';

interface Keeping {
  readonly source: GrantSource;
  readonly clock: Monotonic;
  /** Milliseconds for which `cached` believes what was read. */
  readonly cachedFor: number;
  readonly bounds: Bounds;
}

interface Reading {
  readonly began: number;
  readonly slice: Promise<Slice>;
}

/** The slices in memory, under one bundle at a time, and how they are believed, read and replaced. */
export class Kept {
  readonly pairs: Pairs;
  readonly #source: GrantSource;
  readonly #clock: Monotonic;
  readonly #cachedFor: number;
  #compiled: Compiled;
  readonly #reading = new Map<string, Reading>();

  constructor(bundle: Bundle, { source, clock, cachedFor, bounds }: Keeping) {
    this.#compiled = compiled(bundle);
    this.pairs = new Pairs(bounds);
    this.#source = source;
    this.#clock = clock;
    this.#cachedFor = cachedFor;
  }

  get bundle(): Bundle {
    return this.#compiled.bundle;
  }

  /** Answers given before were another bundle's: their areas are not this one's, so none is taken for its own. */
  swap(bundle: Bundle): void {
    this.#compiled = compiled(bundle);
  }

  /** An answer from memory; undefined when there is none that may be believed. */
  can(user: string, account: string, permission: string, resource: string): boolean | undefined {
    const entry = this.pairs.get(user, account);
    if (entry === undefined || this.#clock() >= entry.until) return undefined;
    const slot = this.#compiled.slots.get(permission);
    const known = slot && answered(slot, entry.answers.get(resource));
    if (known === undefined) return this.#current(entry).can(permission as Permission, resource);
    entry.asked = true;
    return known;
  }

  /** The slice in memory while it may still be believed. */
  warm(user: string, account: string): Slice | undefined {
    const entry = this.pairs.get(user, account);
    return entry !== undefined && this.#clock() < entry.until ? this.#current(entry) : undefined;
  }

  async fresh(pair: Pair, freshness: Freshness): Promise<Slice> {
    const warm = freshness === 'strict' ? undefined : this.warm(pair.user, pair.account);
    if (warm && newEnough(warm.facts, freshness)) return warm;
    requireId(pair.user, 'user id');
    requireId(pair.account, 'account id');
    const slice = await (freshness === 'cached' ? this.#join(pair) : this.#read(pair));
    if (!newEnough(slice.facts, freshness)) throw new PolicyUnavailable('the source is behind the token');
    return slice;
  }

  /** A slice of exactly these facts; nothing that a read has not confirmed is believed for them, or kept of them. */
  of(facts: Facts, bundle: Bundle): Slice {
    const entry = this.pairs.get(facts.userId, facts.account.id);
    if (
      entry?.slice.bundle === bundle &&
      speaksOf(entry.slice, facts.now) &&
      sameFacts(entry.slice.facts, facts)
    ) {
      entry.asked = true;
      return entry.slice;
    }
    const slice = sliceOf(bundle, facts);
    // they may be those of a transaction that rolls back, and its epochs another's tomorrow: only equal facts match
    if (bundle === this.bundle) this.#put(slice, { began: -Infinity, ended: -Infinity, until: -Infinity });
    return slice;
  }

  #current(entry: Entry): Slice {
    entry.asked = true;
    if (entry.slice.bundle !== this.bundle) {
      entry.slice = sliceOf(this.bundle, entry.slice.facts);
      entry.answers = entry.slice.answers;
    }
    return entry.slice;
  }

  /** Waits for a read of the same pair that is under way, when it began recently enough for `cached`. */
  #join(pair: Pair): Promise<Slice> {
    const key = `${pair.user}\0${pair.account}`;
    const under = this.#reading.get(key);
    if (under && this.#clock() - under.began < this.#cachedFor) return under.slice;
    const slice = this.#read(pair).finally(() => this.#reading.delete(key));
    this.#reading.set(key, { began: this.#clock(), slice });
    return slice;
  }

  async #read(pair: Pair): Promise<Slice> {
    const entry = this.pairs.get(pair.user, pair.account);
    try {
      return (entry && (await this.#confirm(entry))) ?? (await this.#fetch(pair));
    } catch (cause) {
      throw new PolicyUnavailable('the grants cannot be read', { cause });
    }
  }

  /** The kept slice, if the epochs say that nothing has changed; past a start or an end it is made anew. */
  async #confirm(entry: Entry): Promise<Slice | undefined> {
    if (entry.ended === -Infinity) return undefined;
    const began = this.#clock();
    const epochs = await this.#source.epochs(entry);
    if (!unchanged(entry.slice.facts, epochs)) return undefined;
    const current = this.#current(entry);
    const slice = speaksOf(current, epochs.now)
      ? current
      : sliceOf(this.bundle, { ...current.facts, now: epochs.now });
    this.#keep(slice, began, epochs.now);
    return slice;
  }

  async #fetch(pair: Pair): Promise<Slice> {
    const began = this.#clock();
    const facts = await this.#source.facts(pair);
    if (facts === null) return sliceOf(this.bundle, nobody(pair));
    const slice = sliceOf(this.bundle, facts);
    this.#keep(slice, began, facts.now);
    return slice;
  }

  /** `now` was the source's time at some moment after `began`: counted from then, nothing is believed too long. */
  #keep(slice: Slice, began: number, now: Date): void {
    const until = began + Math.min(this.#cachedFor, slice.span.until - now.getTime());
    const times = { began, ended: this.#clock(), until };
    const { userId, account } = slice.facts;
    const before = this.pairs.get(userId, account.id);
    if (before && !supersedes(slice, times, before)) return;
    if (before?.slice === slice) Object.assign(before, times);
    else this.#put(slice, times);
  }

  #put(slice: Slice, times: Pick<Entry, 'began' | 'ended' | 'until'>): void {
    const { userId, account } = slice.facts;
    this.pairs.set({
      user: userId,
      account: account.id,
      slice,
      answers: slice.answers,
      ...times,
      asked: false,
      bytes: bytesOf(slice.facts),
    });
  }
}

/** A read that had ended when another began tells of an older state; of two at the same time the higher epochs win. */
function supersedes(
  { facts }: Slice,
  { began, until }: Pick<Entry, 'began' | 'until'>,
  before: Entry,
): boolean {
  if (began >= before.ended) return true;
  const old = before.slice.facts;
  const [account, member] = [facts.account.epoch - old.account.epoch, memberEpoch(facts) - memberEpoch(old)];
  return account === 0 && member === 0 ? until >= before.until : account >= 0 && member >= 0;
}
