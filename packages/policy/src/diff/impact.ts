import type { Bundle } from '../bundle.ts';
import type { Person, PopulationLine } from '../population/read.ts';
import { Distinct, Numbering } from './distinct.ts';
import { Effects } from './effects.ts';
import { PersonChanges, type PersonChange } from './person.ts';

export interface Count {
  readonly people: number;
  readonly accounts: number;
}

/** Live people whose decisions on one permission change. `later`: only when an access that is given already starts. */
export interface Impact {
  readonly permission: string;
  readonly lost: Count;
  readonly gained: Count;
  readonly later: { readonly lost: Count; readonly gained: Count };
}

export interface Touched {
  readonly person: Person;
  readonly changes: readonly PersonChange[];
  readonly later: readonly (PersonChange & { readonly from: Date })[];
}

/** Joins people with what two bundles decide differently, one person at a time. */
export class ImpactCounter {
  /** Memberships read so far. */
  people = 0;
  readonly unknown = new Map<string, number>();
  readonly #changes: PersonChanges;
  readonly #names: ReadonlySet<string>;
  readonly #at: Date;
  readonly #users = new Numbering();
  readonly #accounts = new Numbering();
  readonly #tallies = new Map<string, { people: Distinct; accounts: Distinct }>();
  readonly #permissions = new Set<string>();
  readonly #sets = new Map<string, readonly string[]>();

  constructor(before: Bundle, after: Bundle, at: Date) {
    this.#changes = new PersonChanges(before, after, new Effects(before, after));
    this.#at = at;
    this.#names = new Set(
      [before, after].flatMap((side) => [...side.presets.keys(), ...side.catalogue.permissions.keys()]),
    );
  }

  /** Sets of presets that somebody holds together. */
  get inUse(): (readonly string[])[] {
    return [...this.#sets.values()];
  }

  /** Counts one line; says who it is when something changes for that person. */
  async add(line: PopulationLine): Promise<Touched | undefined> {
    if (line.kind !== 'person') return undefined;
    this.people++;
    this.#note(line);
    const changes = await this.#changes.at(line, this.#at);
    for (const change of changes) this.#count(line, change, 'now');
    const later = await this.#later(line, changes);
    for (const change of later) this.#count(line, change, 'later');
    return changes.length + later.length > 0 ? { person: line, changes, later } : undefined;
  }

  /** Sorted as in the catalogues when `order` names their permissions. */
  result(order: readonly string[]): Impact[] {
    const listed = [...new Set([...order, ...this.#permissions])];
    return listed
      .filter((permission) => this.#permissions.has(permission))
      .map((permission) => {
        const counts = (when: string) => ({
          lost: this.#counted(`${when} lost ${permission}`),
          gained: this.#counted(`${when} gained ${permission}`),
        });
        return { permission, ...counts('now'), later: counts('later') };
      });
  }

  /** What changes first at the start of a grant or membership still to come. */
  async #later(person: Person, now: readonly PersonChange[]): Promise<Touched['later']> {
    const starts = [person.member?.start, ...person.grants.map((grant) => grant.start)];
    const coming = starts.flatMap((start) => (start && start > this.#at ? [start.getTime()] : []));
    const seen = new Set(now.map(keyOf));
    const later: (PersonChange & { from: Date })[] = [];
    for (const time of [...new Set(coming)].sort((a, b) => a - b)) {
      const from = new Date(time);
      for (const change of await this.#changes.at(person, from)) {
        if (!seen.has(keyOf(change))) later.push({ ...change, from });
        seen.add(keyOf(change));
      }
    }
    return later;
  }

  #note(person: Person): void {
    const presets = new Set<string>();
    for (const { preset, permission } of person.grants) {
      const name = preset ?? permission ?? '';
      if (!this.#names.has(name)) this.#noteUnknown(name);
      else if (preset != null) presets.add(name);
    }
    if (presets.size < 3 || this.#sets.size >= 10_000) return;
    const set = [...presets].sort();
    this.#sets.set(set.join(), set);
  }

  #noteUnknown(name: string): void {
    const before = this.unknown.get(name);
    if (before !== undefined || this.unknown.size < 100) this.unknown.set(name, (before ?? 0) + 1);
  }

  #count(person: Person, { change, permission }: PersonChange, when: string): void {
    this.#permissions.add(permission);
    const key = `${when} ${change} ${permission}`;
    const tally = this.#tallies.get(key) ?? { people: new Distinct(), accounts: new Distinct() };
    tally.people.add(this.#users.of(person.user.id));
    tally.accounts.add(this.#accounts.of(person.account.id));
    this.#tallies.set(key, tally);
  }

  #counted(key: string): Count {
    const tally = this.#tallies.get(key);
    return { people: tally?.people.size ?? 0, accounts: tally?.accounts.size ?? 0 };
  }
}

const keyOf = ({ change, permission }: PersonChange): string => `${change} ${permission}`;
