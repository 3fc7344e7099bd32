import { Decider, type CasbinRow, type RoleLink, type Verdict } from './casbin.ts';
import type { Address, Compiled, Slot } from './compiled.ts';
import { PolicyRequestError } from './faults.ts';
import { guardedStates, sentinel, type GuardedState } from './guardrails.ts';
import { matchers } from './matchers.ts';

export interface Origin {
  readonly file: string;
  readonly line: number;
  readonly state: GuardedState;
}

export const rowKey = (row: CasbinRow): string => row.join('\0');

/** Stands for everybody with the same roles. It is asked about in this part only, never of a person's own rows. */
const anybody = 'part';
const noScopes = new Map();
const { actMatch, resMatch } = matchers(noScopes);

/**
 * The rows of files that bind a person through the account's state and the owner's role: the same for everybody with
 * the same roles, so Casbin is asked once for all of them. Together with the person's own rows it decides exactly what
 * one enforcer over all of them would: an allow in either, a deny in neither.
 */
export class RolePart {
  readonly roles: readonly string[];
  readonly rows: readonly CasbinRow[];
  /** By row: where a deny stands. */
  readonly origins: ReadonlyMap<string, Origin>;
  readonly #decider: Decider;
  readonly #verdicts = new Map<string, Verdict>();

  constructor(compiled: Compiled, state: string, owner: boolean) {
    const guards = guardrails(compiled, state);
    this.origins = guards.origins;
    this.roles = [...guards.roles, ...(owner ? ['role:owner'] : [])];
    this.rows = [...guards.rows, ...(owner ? ownerRows(compiled) : [])];
    const links = this.roles.map((role): RoleLink => [anybody, role, anybody]);
    this.#decider = Decider.load(compiled.bundle.model, [sentinel, ...this.rows], links, noScopes);
  }

  /** Casbin's answer of this part; the same for every resource that the same patterns reach. */
  verdict({ area, statics, resource }: Address, { permission }: Slot): Verdict {
    const key = `${area.name} ${statics} ${permission.action}`;
    const known = this.#verdicts.get(key);
    if (known) return known;
    const verdict = this.#decider.ask(anybody, anybody, resource, permission.action);
    this.#verdicts.set(key, verdict);
    return verdict;
  }

  /** Would a row of this part allow it, denies aside? */
  allows({ resource }: Address, { permission }: Slot): boolean {
    return this.rows.some(
      (row) => row[4] === 'allow' && actMatch(permission.action, row[3]) && resMatch(resource, row[2]),
    );
  }
}

function guardrails({ bundle }: Compiled, state: string) {
  const roles: string[] = [];
  const rows: CasbinRow[] = [];
  const origins = new Map<string, Origin>();
  if (state === 'active') return { roles, rows, origins };
  const guarded = guardedStates.find((each) => each === state);
  if (!guarded) throw new PolicyRequestError('unknown account state');
  roles.push(`role:account.${guarded}`);
  for (const { role, pattern, permission, file, line } of bundle.guardrails.get(guarded) ?? []) {
    const action = bundle.catalogue.permissions.get(permission)?.action ?? '';
    const row: CasbinRow = [role, '*', pattern, action, 'deny'];
    rows.push(row);
    origins.set(rowKey(row), { file, line, state: guarded });
  }
  return { roles, rows, origins };
}

function ownerRows({ bundle }: Compiled): CasbinRow[] {
  const rows = new Map<string, CasbinRow>();
  for (const { role, permission } of bundle.owner) {
    for (const { pattern, action } of bundle.expansion.get(permission) ?? []) {
      const row: CasbinRow = [role, '*', pattern, action, 'allow'];
      rows.set(rowKey(row), row);
    }
  }
  return [...rows.values()];
}

const parts = new WeakMap<Compiled, Map<string, RolePart>>();

export function rolePart(compiled: Compiled, state: string, owner: boolean): RolePart {
  const own = parts.get(compiled) ?? new Map<string, RolePart>();
  parts.set(compiled, own);
  const key = `${state} ${owner}`;
  const part = own.get(key) ?? new RolePart(compiled, state, owner);
  own.set(key, part);
  return part;
}
