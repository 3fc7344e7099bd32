import { newEnforcer, newModelFromString, type Enforcer } from 'casbin';
import { matchers, type ScopeTable } from './matchers.ts';

export type CasbinRow = readonly [sub: string, acc: string, res: string, act: string, eft: string];
export type RoleLink = readonly [sub: string, role: string, acc: string];

export interface Verdict {
  readonly allowed: boolean;
  /** The row that Casbin says decided; undefined when none matched. */
  readonly row: CasbinRow | undefined;
}

/** The only door to Casbin: one enforcer over fixed rows, never changed, asked synchronously. */
export class Decider {
  readonly #enforcer: Enforcer;

  private constructor(enforcer: Enforcer) {
    this.#enforcer = enforcer;
  }

  static async load(
    model: string,
    rows: readonly CasbinRow[],
    links: readonly RoleLink[],
    scopes: ScopeTable,
  ): Promise<Decider> {
    const parsed = newModelFromString(model);
    for (const row of rows) parsed.addPolicy('p', 'p', [...row]);
    for (const link of links) parsed.addPolicy('g', 'g', [...link]);
    const enforcer = await newEnforcer(parsed);
    await enforcer.buildRoleLinks();
    for (const [name, test] of Object.entries(matchers(scopes))) await enforcer.addFunction(name, test);
    return new Decider(enforcer);
  }

  ask(sub: string, acc: string, res: string, act: string): Verdict {
    const [allowed, row] = this.#enforcer.enforceExSync(sub, acc, res, act);
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
