import type { Bundle } from '../bundle.ts';
import type { Facts } from '../facts.ts';
import type { Resources } from '../generated.ts';
import type { Slice } from '../slice.ts';
import { Access, type PermissionOf, type Vocabulary } from './access.ts';
import { turnClock, type Monotonic } from './clock.ts';
import type { Freshness } from './freshness.ts';
import { Kept } from './kept.ts';
import { smokeTest } from './smoke.ts';
import type { GrantSource, Pair } from './source.ts';
import { whoCan } from './who-can.ts';

export interface PolicyOptions {
  /** The bundle to begin with; `swap` puts another in its place. */
  readonly bundle: Bundle;
  readonly grants: GrantSource;
  /** Milliseconds for which `cached` believes what was read; default 1000. */
  readonly cachedFor?: number;
  /** Pairs kept at most; default 100,000. */
  readonly maxPairs?: number;
  /** Estimated bytes kept at most; default 256 MiB. */
  readonly maxBytes?: number;
  /** For tests: a monotonic clock in milliseconds, read for every answer. */
  readonly clock?: Monotonic;
}

/** Decides by one bundle at a time over the grants of one source. Made by {@link createPolicy}. */
export class Policy<V extends Vocabulary<V> = Resources> {
  readonly #source: GrantSource;
  readonly #kept: Kept;

  constructor({ bundle, grants, ...options }: PolicyOptions) {
    smokeTest(bundle);
    const {
      clock = turnClock(),
      cachedFor = 1000,
      maxPairs = 100_000,
      maxBytes = 256 * 1024 * 1024,
    } = options;
    this.#source = grants;
    this.#kept = new Kept(bundle, {
      source: grants,
      clock,
      cachedFor,
      bounds: { pairs: maxPairs, bytes: maxBytes },
    });
  }

  /** The bundle in force now. What has to be decided whole takes it once. */
  get bundle(): Bundle {
    return this.#kept.bundle;
  }

  /** How much is in memory: pairs, and an estimate of their bytes. */
  get size(): { pairs: number; bytes: number } {
    return this.#kept.pairs.size;
  }

  /**
   * Puts another bundle in force, in one step, after the smoke test. What was loaded before keeps its bundle.
   * Throws {@link PolicyFilesError} and changes nothing when the bundle decides wrongly.
   */
  swap(bundle: Bundle): void {
    smokeTest(bundle);
    this.#kept.swap(bundle);
  }

  /**
   * Reads the grants of one user in one account, or takes them from memory where the freshness allows it.
   * Rejects with {@link PolicyUnavailable} when grants that fresh cannot be had: nothing is allowed then.
   */
  async load(pair: Pair, freshness: Freshness): Promise<Access<V>> {
    return new Access(await this.#kept.fresh(pair, freshness));
  }

  /**
   * The warm way: the answer from memory, without waiting. Undefined, which allows nothing, when the pair is not
   * loaded or may no longer be believed: `load` it and ask the result.
   */
  can<P extends PermissionOf<V>>(
    user: string,
    account: string,
    permission: P,
    resource: V[P],
  ): boolean | undefined {
    return this.#kept.can(user, account, permission, resource);
  }

  /**
   * The users who may do this there. Candidates come from the source's index; each is confirmed by a decision on what
   * was read of them just now, and the event loop is given back on the way.
   * Rejects with {@link PolicyUnavailable} when the source is away.
   */
  async whoCan<P extends PermissionOf<V>>(account: string, permission: P, resource: V[P]): Promise<string[]> {
    return whoCan(this.bundle, this.#source, { account, permission, resource });
  }

  /**
   * For callers that read the facts themselves, in their own transaction: a slice of exactly these facts, with the
   * answers that Casbin gave on the same ones before. As fresh as the facts, under `bundle`.
   */
  slice(facts: Facts, bundle: Bundle = this.bundle): Slice {
    return this.#kept.of(facts, bundle);
  }
}

/**
 * A policy over a checked bundle and a source of grants. `V` is the vocabulary that `mandate-policy types` writes for
 * other policy files; without it, that of this package's own.
 * Throws {@link PolicyFilesError} when the bundle fails the smoke test.
 */
export function createPolicy<V extends Vocabulary<V> = Resources>(options: PolicyOptions): Policy<V> {
  return new Policy<V>(options);
}
