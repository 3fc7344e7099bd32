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
  readonly areas: readonly string[];
  readonly #questions: ReadonlyMap<string, readonly Question[]>;
  readonly #before: Oracle;
  readonly #after: Oracle;
  readonly #known = new Map<string, Effect>();
  readonly #differing = new Map<string, boolean>();

  constructor(before: Bundle, after: Bundle) {
    const questions = questionsOf([before, after]);
    const memo = new Map<string, Promise<readonly boolean[]>>();
    this.#before = new Oracle(before, questions, memo);
    this.#after = new Oracle(after, questions, memo);
    this.#questions = Map.groupBy(questions, (question) => question.area);
    this.areas = [...this.#questions.keys()];
  }

  /**
   * Can anything change for somebody who holds these names in this area? Not when each of them gives the same there on
   * both sides and the guardrails are equal: then Casbin is asked over the same rows. Spares most people the rest.
   */
  mayDiffer(area: string, state: AccountState, owner: boolean, names: readonly string[]): boolean {
    if (owner) return this.#differs(area, state, true, '');
    for (const name of names) if (this.#differs(area, state, false, name)) return true;
    return false;
  }

  #differs(area: string, state: AccountState, owner: boolean, name: string): boolean {
    const key = `${area} ${state} ${owner} ${name}`;
    let differs = this.#differing.get(key);
    if (differs === undefined) {
      const holding = { owner, names: name === '' ? [] : [name] };
      differs = this.#before.basis(area, state, holding) !== this.#after.basis(area, state, holding);
      if (this.#differing.size < most) this.#differing.set(key, differs);
    }
    return differs;
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
