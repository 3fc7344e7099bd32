import { requireId } from './address.ts';
import type { Bundle } from './bundle.ts';
import type { CasbinRow, RoleLink } from './casbin.ts';
import { PolicyRequestError } from './faults.ts';
import { activeGrants, type Facts } from './facts.ts';
import { givenBy, namedBy } from './given.ts';
import { guardedStates, sentinel, type GuardedState } from './guardrails.ts';
import type { RoleRow } from './rows.ts';
import { unionAll, type IdSet } from './scope.ts';

export interface Contribution {
  readonly grant: string;
  readonly scope: IdSet;
}

export interface UnknownName {
  readonly grant: string;
  readonly name: string;
}

/** The rows of one (user, account), and what each of them comes from. */
export interface Assembly {
  readonly sub: string;
  readonly acc: string;
  readonly rows: CasbinRow[];
  readonly links: RoleLink[];
  readonly scopes: Map<string, IdSet>;
  /** By row: the grants behind an allow. */
  readonly contributions: Map<string, Contribution[]>;
  /** By row: where a deny stands. */
  readonly origins: Map<string, { file: string; line: number; state: GuardedState }>;
  readonly unknown: UnknownName[];
}

export const rowKey = (row: CasbinRow): string => row.join('\0');

export function assemble(bundle: Bundle, facts: Facts): Assembly {
  const sub = `u:${requireId(facts.userId, 'user id')}`;
  const acc = `a:${requireId(facts.account.id, 'account id')}`;
  const assembly: Assembly = {
    sub,
    acc,
    rows: [sentinel],
    links: [],
    scopes: new Map(),
    contributions: new Map(),
    origins: new Map(),
    unknown: [],
  };
  addState(bundle, facts, assembly);
  if (facts.owner === true) addOwner(bundle, assembly);
  else addGrants(bundle, facts, assembly);
  return assembly;
}

function addState(bundle: Bundle, facts: Facts, assembly: Assembly): void {
  const { state } = facts.account;
  if (state === 'active') return;
  const guarded = guardedStates.find((each) => each === state);
  if (!guarded) throw new PolicyRequestError('unknown account state');
  assembly.links.push([assembly.sub, `role:account.${guarded}`, assembly.acc]);
  for (const rule of bundle.guardrails.get(guarded) ?? []) {
    const row: CasbinRow = [rule.role, '*', rule.pattern, actionOf(bundle, rule), 'deny'];
    assembly.rows.push(row);
    assembly.origins.set(rowKey(row), { file: rule.file, line: rule.line, state: guarded });
  }
}

function addOwner(bundle: Bundle, assembly: Assembly): void {
  assembly.links.push([assembly.sub, 'role:owner', assembly.acc]);
  const seen = new Set<string>();
  for (const rule of bundle.owner) {
    for (const atom of bundle.expansion.get(rule.permission) ?? []) {
      const row: CasbinRow = [rule.role, '*', atom.pattern, atom.action, 'allow'];
      if (seen.has(rowKey(row))) continue;
      seen.add(rowKey(row));
      assembly.rows.push(row);
    }
  }
}

function addGrants(bundle: Bundle, facts: Facts, assembly: Assembly): void {
  for (const grant of facts.grants) {
    if (!namedBy(bundle, grant))
      assembly.unknown.push({ grant: grant.id, name: String(grant.preset ?? grant.permission) });
  }
  for (const grant of activeGrants(facts)) {
    for (const { area, action, pattern, scope } of givenBy(bundle, grant)) {
      const scoped = bundle.catalogue.areas.get(area)?.scoped === true;
      const res = scoped ? `@${area}/${action}` : pattern;
      const row: CasbinRow = [assembly.sub, assembly.acc, res, action, 'allow'];
      const behind = assembly.contributions.get(rowKey(row)) ?? [];
      if (behind.length === 0) assembly.rows.push(row);
      behind.push({ grant: grant.id, scope });
      assembly.contributions.set(rowKey(row), behind);
    }
  }
  for (const row of assembly.rows) {
    if (!row[2].startsWith('@')) continue;
    const parts = assembly.contributions.get(rowKey(row)) ?? [];
    assembly.scopes.set(row[2], unionAll(parts.map((part) => part.scope)));
  }
}

function actionOf(bundle: Bundle, rule: RoleRow): string {
  return bundle.catalogue.permissions.get(rule.permission)?.action ?? '';
}
