import type { Epochs, Facts, Grant, GrantSource, Pair } from '../../packages/policy/src/index.ts';

/** Pairs of the hot set: they come first and hold one grant each, whatever stands behind them. */
export const hot = 1000;
const perPair = 3;
const members = 10;
const week = 7 * 86_400_000;
const today = Date.UTC(2026, 10, 22);
/** Presets, and how many services and domains each is given on: about thirty rows when they are written out. */
const kinds = [
  { preset: 'full', services: 2, domains: 2, whole: true },
  { preset: 'colleague', services: 3, domains: 3, whole: true },
  { preset: 'technician', services: 6, domains: 6, whole: false },
  { preset: 'web-agency', services: 5, domains: 5, whole: false },
  { preset: 'domain-manager', services: 0, domains: 13, whole: false },
];

/** So many grants in columns, as an index of a database would have them, behind the seam of a source. */
export class Table implements GrantSource {
  readonly pairs: number;
  readonly #accounts: number;
  readonly #kind: Uint8Array;
  readonly #first: Uint32Array;
  readonly #ends: Float64Array;

  constructor(grants: number) {
    const others = Math.max(0, Math.ceil((grants - hot) / perPair));
    this.pairs = hot + others;
    this.#accounts = Math.ceil(this.pairs / members);
    this.#kind = new Uint8Array(grants);
    this.#first = new Uint32Array(grants);
    this.#ends = new Float64Array(grants);
    for (let grant = 0; grant < grants; grant += 1) {
      this.#kind[grant] = grant % kinds.length;
      this.#first[grant] = (grant * 7) % 1000;
      this.#ends[grant] = grant % 4 === 0 ? today + week * (1 + (grant % 50)) : 0;
    }
  }

  /** Two accounts a user, about ten users an account. */
  pair(index: number): Pair {
    return { user: `usr_${index >> 1}`, account: `acc_${(index * 7919) % this.#accounts}` };
  }

  /** Read by its number, as a row is by its key. */
  read(index: number): Facts {
    const { user, account } = this.pair(index);
    const from = index < hot ? index : hot + (index - hot) * perPair;
    const to = index < hot ? from + 1 : Math.min(from + perPair, this.#kind.length);
    const grants: Grant[] = [];
    for (let grant = from; grant < to; grant += 1) grants.push(this.#grant(grant));
    return {
      userId: user,
      account: { id: account, state: index % 20 === 19 ? 'suspended' : 'active', epoch: 1 },
      owner: false,
      member: { suspended: false, epoch: 1 },
      grants,
      now: new Date(today),
    };
  }

  facts(pair: Pair): Promise<Facts | null> {
    const index = this.#find(pair);
    return Promise.resolve(index === undefined ? null : this.read(index));
  }

  epochs(pair: Pair): Promise<Epochs | null> {
    const found = this.#find(pair) !== undefined;
    return Promise.resolve(found ? { account: 1, member: 1, now: new Date(today) } : null);
  }

  async *candidates(): AsyncGenerator<Facts> {
    for (let index = 0; index < Math.min(hot, this.pairs); index += 1)
      yield await Promise.resolve(this.read(index));
  }

  #find({ user, account }: Pair): number | undefined {
    const first = Number(user.slice(4)) * 2;
    return [first, first + 1].find((index) => index < this.pairs && this.pair(index).account === account);
  }

  #grant(grant: number): Grant {
    const kind = kinds[this.#kind[grant] ?? 0] ?? kinds[0];
    const first = this.#first[grant] ?? 0;
    const end = this.#ends[grant] ?? 0;
    const some = (area: string, count: number) =>
      Array.from({ length: count }, (_, index) => `${area}_${first + index}`);
    return {
      id: `gra_${grant}`,
      preset: kind?.preset,
      services: kind && kind.services > 0 ? { only: some('svc', kind.services) } : null,
      domains: { only: some('dom', kind?.domains ?? 0) },
      billing: kind?.whole,
      support: true,
      admin: kind?.whole,
      end: end === 0 ? null : new Date(end),
    };
  }
}
