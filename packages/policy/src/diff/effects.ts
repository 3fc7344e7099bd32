import type { Bundle } from '../bundle.ts';
import type { AccountState } from '../facts.ts';
import { Oracle, questionsOf, type Question } from '../universe/index.ts';

/** What changes for whoever holds these names on one container (or in one area that is given whole). */
export interface Effect {
  readonly lost: readonly string[];
  readonly gained: readonly string[];
}

export interface Held {
  readonly area: string;
  readonly state: AccountState;
  readonly owner: boolean;
  /** One container that exists; otherwise the rest: what does not exist yet as well. */
  readonly container: boolean;
  readonly before: readonly string[];
  readonly after: readonly string[];
}

const none: Effect = { lost: [], gained: [] };
/** Real populations have some hundreds of combinations; a hostile one must not fill the memory. */
const most = 50_000;

/**
 * Decides each distinct combination whole, on both sides, once (S17): never grant by grant, because a guardrail or
 * another grant may give or take the same.
 */
export class Effects {
  readonly #areas: readonly string[];
  readonly #questions: ReadonlyMap<string, readonly Question[]>;
  readonly #before: Oracle;
  readonly #after: Oracle;
  readonly #known = new Map<string, Effect>();
  readonly #ofOwner = new Map<string, readonly string[]>();
  readonly #ofName: Readonly<Record<AccountState, Map<string, readonly string[]>>> = {
    active: new Map(),
    suspended: new Map(),
    closed: new Map(),
  };

  constructor(before: Bundle, after: Bundle) {
    const questions = questionsOf([before, after]);
    const memo = new Map<string, Promise<readonly boolean[]>>();
    this.#before = new Oracle(before, questions, memo);
    this.#after = new Oracle(after, questions, memo);
    this.#questions = Map.groupBy(questions, (question) => question.area);
    this.#areas = [...this.#questions.keys()];
  }

  /**
   * Areas where anything can change for somebody who holds these names. Not where each of them gives the same on both
   * sides and the guardrails are equal: there Casbin is asked over the same rows. Spares most people the rest.
   */
  areasFor(state: AccountState, owner: boolean, names: readonly string[]): readonly string[] {
    if (owner) return this.#differing(state, true, '');
    const [first, ...more] = names.map((name) => this.#differing(state, false, name));
    if (!first || more.every((areas) => areas.length === 0)) return first ?? [];
    return [...new Set([first, ...more].flat())];
  }

  #differing(state: AccountState, owner: boolean, name: string): readonly string[] {
    const cache = owner ? this.#ofOwner : this.#ofName[state];
    const key = owner ? state : name;
    let areas = cache.get(key);
    if (!areas) {
      const holding = { owner, names: owner ? [] : [name] };
      const basis = (side: Oracle, area: string) => side.basis(area, state, holding);
      areas = this.#areas.filter((area) => basis(this.#before, area) !== basis(this.#after, area));
      if (cache.size < most) cache.set(key, areas);
    }
    return areas;
  }

  /** The answer when it is known already, so that a million people do not wait a million times. */
  known(held: Held): Effect | undefined {
    if (!held.owner && held.before.length === 0 && held.after.length === 0) return none;
    return this.#known.get(keyOf(held));
  }

  async find(held: Held): Promise<Effect> {
    const known = this.known(held);
    if (known) return known;
    const { area, state, owner } = held;
    const before = await this.#before.answers(area, state, { owner, names: held.before });
    const after = await this.#after.answers(area, state, { owner, names: held.after });
    const changed = (allowed: boolean) => {
      const places = (this.#questions.get(area) ?? []).filter(
        ({ resource }, index) =>
          before[index] !== after[index] &&
          after[index] === allowed &&
          (!held.container || resource.includes('/')),
      );
      return [...new Set(places.map((question) => question.permission))];
    };
    const effect = { lost: changed(false), gained: changed(true) };
    if (this.#known.size >= most) this.#known.clear();
    this.#known.set(keyOf(held), effect);
    return effect;
  }
}

function keyOf({ area, state, owner, container, before, after }: Held): string {
  const same = before === after ? '=' : after.join();
  return `${area} ${state} ${owner} ${container} ${before.join()} ${same}`;
}
