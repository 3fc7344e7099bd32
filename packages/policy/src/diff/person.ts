import type { Bundle } from '../bundle.ts';
import { activeGrants, type Grant } from '../facts.ts';
import { factsOf, type Person } from '../population/read.ts';
import type { Effects, Held } from './effects.ts';
import { holdingsIn, type Holdings } from './holdings.ts';

/** What one person loses or gains in one account. */
export interface PersonChange {
  readonly permission: string;
  readonly change: 'gained' | 'lost';
  /** Containers that the person's scopes name. */
  readonly on: string[];
  /** All others too, what does not exist yet included; or the whole area. */
  others: boolean;
}

const whole: Holdings = { rest: [], mentioned: new Map() };

/** Compares what a person may do at one instant under two bundles. */
export class PersonChanges {
  readonly #before: Bundle;
  readonly #after: Bundle;
  readonly #effects: Effects;

  constructor(before: Bundle, after: Bundle, effects: Effects) {
    this.#before = before;
    this.#after = after;
    this.#effects = effects;
  }

  async at(person: Person, instant: Date): Promise<readonly PersonChange[]> {
    const grants = person.owner ? [] : activeGrants(factsOf(person, instant));
    if (!person.owner && grants.length === 0) return [];
    const found = new Map<string, PersonChange>();
    const names = grants.map(({ preset, permission }) => preset ?? permission ?? '');
    for (const area of this.#effects.areasFor(person.account.state, person.owner, names)) {
      for (const place of this.#places(area, person, grants)) {
        const effect = this.#effects.known(place.held) ?? (await this.#effects.find(place.held));
        for (const permission of effect.lost) add(found, permission, 'lost', place.ids);
        for (const permission of effect.gained) add(found, permission, 'gained', place.ids);
      }
    }
    return [...found.values()];
  }

  *#places(
    area: string,
    person: Person,
    grants: readonly Grant[],
  ): Generator<{ held: Held; ids?: string[] }> {
    const before = person.owner ? whole : holdingsIn(this.#before, area, grants);
    const after = person.owner || this.#scopedAlike(area) ? before : holdingsIn(this.#after, area, grants);
    const fixed = { area, state: person.account.state, owner: person.owner };
    yield { held: { ...fixed, container: false, before: before.rest, after: after.rest } };
    const equal = new Map<string, { held: Held; ids: string[] }>();
    for (const id of new Set([...before.mentioned.keys(), ...after.mentioned.keys()])) {
      const names = {
        before: before.mentioned.get(id) ?? before.rest,
        after: after.mentioned.get(id) ?? after.rest,
      };
      if (before === after) names.after = names.before;
      const key = `${names.before.join()} ${names.after.join()}`;
      const place = equal.get(key);
      if (place) place.ids.push(id);
      else equal.set(key, { held: { ...fixed, container: true, ...names }, ids: [id] });
    }
    yield* equal.values();
  }

  #scopedAlike(area: string): boolean {
    const scoped = (bundle: Bundle) => bundle.catalogue.areas.get(area)?.scoped;
    return scoped(this.#before) === scoped(this.#after);
  }
}

function add(
  found: Map<string, PersonChange>,
  permission: string,
  change: PersonChange['change'],
  ids: readonly string[] | undefined,
): void {
  const key = `${change} ${permission}`;
  const known = found.get(key) ?? { permission, change, on: [], others: false };
  if (ids) known.on.push(...ids);
  else known.others = true;
  found.set(key, known);
}
