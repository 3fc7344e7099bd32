import {
  Assertion,
  DefaultRoleManager,
  Enforcer,
  FunctionMap,
  Model,
  newModelFromString,
  type MatchingFunction,
} from 'casbin';
import { matchers, type ScopeTable } from './matchers.ts';

export type CasbinRow = readonly [sub: string, acc: string, res: string, act: string, eft: string];
export type RoleLink = readonly [sub: string, role: string, acc: string];

export interface Verdict {
  readonly allowed: boolean;
  /** The row that Casbin says decided; undefined when none matched. */
  readonly row: CasbinRow | undefined;
}

/** Casbin's own enforcer, asked synchronously only: rows and tests are set for each question, and nothing waits. */
class Engine extends Enforcer {
  constructor(functions: Readonly<Record<string, MatchingFunction>>) {
    super();
    this.fm = new FunctionMap();
    for (const [name, test] of Object.entries(functions)) this.fm.addFunction(name, test);
  }
}

/** The model's text, parsed once, with the one enforcer that keeps the compiled matcher. */
class Parsed {
  readonly #engine: Engine;
  readonly #sections: Model['model'];
  #tests = matchers(new Map());

  constructor(text: string) {
    this.#sections = newModelFromString(text).model;
    this.#engine = new Engine({
      accMatch: (asked: string, row: string) => this.#tests.accMatch(asked, row),
      actMatch: (asked: string, row: string) => this.#tests.actMatch(asked, row),
      resMatch: (asked: string, row: string) => this.#tests.resMatch(asked, row),
    });
  }

  /** A model of its own for these rows; request, effect and matcher are shared, for nobody changes them. */
  fill(rows: readonly CasbinRow[], links: readonly RoleLink[]): Model {
    const model = new Model();
    for (const [name, section] of this.#sections) model.model.set(name, section);
    const policy = this.#copy('p');
    policy.policy = rows.map((row) => [...row]);
    model.model.set('p', new Map([['p', policy]]));
    const roles = this.#copy('g');
    roles.rm = linked(links);
    model.model.set('g', new Map([['g', roles]]));
    return model;
  }

  ask(model: Model, tests: ReturnType<typeof matchers>, question: readonly string[]): [boolean, string[]] {
    this.#tests = tests;
    this.#engine.setModel(model);
    return this.#engine.enforceExSync(...question);
  }

  #copy(name: 'p' | 'g'): Assertion {
    const copy = new Assertion();
    const { key, value, tokens } = this.#sections.get(name)?.get(name) ?? copy;
    return Object.assign(copy, { key, value, tokens });
  }
}

/** Casbin adds a link at once, though behind a promise. A link that is not there yet would let a guardrail be missed. */
function linked(links: readonly RoleLink[]): DefaultRoleManager {
  const roles = new DefaultRoleManager(10);
  for (const link of links) {
    void roles.addLink(...link);
    if (!roles.syncedHasLink(...link)) throw new Error('Casbin did not take a role link');
  }
  return roles;
}

const models = new Map<string, Parsed>();

function parsed(text: string): Parsed {
  const known = models.get(text) ?? new Parsed(text);
  models.set(text, known);
  return known;
}

/** The only door to Casbin: fixed rows, never changed, asked synchronously. */
export class Decider {
  readonly #parsed: Parsed;
  readonly #model: Model;
  readonly #tests: ReturnType<typeof matchers>;

  private constructor(from: Parsed, model: Model, scopes: ScopeTable) {
    this.#parsed = from;
    this.#model = model;
    this.#tests = matchers(scopes);
  }

  static load(
    model: string,
    rows: readonly CasbinRow[],
    links: readonly RoleLink[],
    scopes: ScopeTable,
  ): Decider {
    const from = parsed(model);
    return new Decider(from, from.fill(rows, links), scopes);
  }

  ask(sub: string, acc: string, res: string, act: string): Verdict {
    const [allowed, row] = this.#parsed.ask(this.#model, this.#tests, [sub, acc, res, act]);
    const [rowSub, rowAcc, rowRes, rowAct, rowEft] = row;
    if (
      rowSub === undefined ||
      rowAcc === undefined ||
      rowRes === undefined ||
      rowAct === undefined ||
      rowEft === undefined
    ) {
      return { allowed: allowed === true, row: undefined };
    }
    return { allowed: allowed === true, row: [rowSub, rowAcc, rowRes, rowAct, rowEft] };
  }
}
