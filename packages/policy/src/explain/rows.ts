import { requireId } from '../address.ts';
import type { Bundle } from '../bundle.ts';
import type { CasbinRow, RoleLink } from '../casbin.ts';
import { activeGrants, type Facts, type Grant } from '../facts.ts';
import { namedBy, scopeIn } from '../given.ts';
import { guardedStates } from '../guardrails.ts';
import type { RoleRow } from '../rows.ts';
import { isEmpty, type IdSet } from '../scope.ts';

/** One row that Casbin sees of a person, and one of the places it comes from. */
export interface Candidate {
  readonly row: CasbinRow;
  /** Of a scoped area: where this source gives it. */
  readonly scope?: IdSet;
  /** The row of a file behind it; none when a grant names the permission itself. */
  readonly written?: RoleRow;
  /** The permission that was written or granted; it may imply the one of the row. */
  readonly permission: string;
  readonly grant?: Grant;
}

export interface PersonRows {
  readonly sub: string;
  readonly acc: string;
  readonly links: readonly RoleLink[];
  readonly candidates: readonly Candidate[];
}

/** Every row of one (user, account) at one instant, with where it comes from. Nothing is left out as redundant. */
export function personRows(bundle: Bundle, facts: Facts): PersonRows {
  const sub = `u:${requireId(facts.userId, 'user id')}`;
  const acc = `a:${requireId(facts.account.id, 'account id')}`;
  const state = guardedStates.find((each) => each === facts.account.state);
  const roles = [...(state ? [`role:account.${state}`] : []), ...(facts.owner ? ['role:owner'] : [])];
  const denies = state ? (bundle.guardrails.get(state) ?? []) : [];
  const grants = activeGrants(facts);
  return {
    sub,
    acc,
    links: roles.map((role): RoleLink => [sub, role, acc]),
    candidates: [
      ...denies.map((rule) => denied(bundle, rule)),
      ...(facts.owner ? bundle.owner.flatMap((rule) => owned(bundle, rule)) : []),
      ...grants.flatMap((grant) => granted(bundle, grant, sub, acc)),
    ],
  };
}

function denied(bundle: Bundle, rule: RoleRow): Candidate {
  const action = bundle.catalogue.permissions.get(rule.permission)?.action ?? '';
  const row: CasbinRow = [rule.role, '*', rule.pattern, action, 'deny'];
  return { row, written: rule, permission: rule.permission };
}

function owned(bundle: Bundle, rule: RoleRow): Candidate[] {
  const atoms = bundle.expansion.get(rule.permission) ?? [];
  return atoms.map((atom) => ({
    row: [rule.role, '*', atom.pattern, atom.action, 'allow'],
    written: rule,
    permission: rule.permission,
  }));
}

/** What one grant becomes, its dates aside. */
export function granted(bundle: Bundle, grant: Grant, sub: string, acc: string): Candidate[] {
  if (!namedBy(bundle, grant)) return [];
  const { preset, permission } = grant;
  const rows = preset == null ? [] : (bundle.presets.get(preset)?.rows ?? []);
  const names: { permission: string; written?: RoleRow }[] =
    permission == null ? rows.map((row) => ({ permission: row.permission, written: row })) : [{ permission }];
  return names.flatMap((named) =>
    (bundle.expansion.get(named.permission) ?? []).flatMap((atom): Candidate[] => {
      const scope = scopeIn(bundle, grant, atom.area);
      if (!scope || isEmpty(scope)) return [];
      const scoped = bundle.catalogue.areas.get(atom.area)?.scoped === true;
      const res = scoped ? `@${atom.area}/${atom.action}` : atom.pattern;
      const row: CasbinRow = [sub, acc, res, atom.action, 'allow'];
      return [{ row, scope: scoped ? scope : undefined, grant, ...named }];
    }),
  );
}
