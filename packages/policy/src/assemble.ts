import type { Bundle } from './bundle.ts';
import type { CasbinRow, RoleLink } from './casbin.ts';
import { Cells } from './cells.ts';
import { compiled, type Area } from './compiled.ts';
import type { Facts, Grant } from './facts.ts';
import { sentinel } from './guardrails.ts';
import { says, type UnknownName } from './holdings.ts';
import { rowKey, type Origin } from './role-part.ts';
import { everything, isEmpty, nothing, readScope, unionAll, type IdSet } from './scope.ts';

export { rowKey } from './role-part.ts';

export interface Contribution {
  readonly grant: string;
  readonly scope: IdSet;
}

/** The rows of one (user, account), and what each of them comes from: all that one plain enforcer would hold. */
export interface Assembly {
  readonly sub: string;
  readonly acc: string;
  readonly rows: CasbinRow[];
  readonly links: RoleLink[];
  readonly scopes: Map<string, IdSet>;
  /** By row: the grants behind an allow. */
  readonly contributions: Map<string, Contribution[]>;
  /** By row: where a deny stands. */
  readonly origins: ReadonlyMap<string, Origin>;
  readonly unknown: readonly UnknownName[];
}

/** Throws {@link PolicyRequestError} for malformed ids and unknown account states. */
export function assemble(bundle: Bundle, facts: Facts): Assembly {
  const { areas } = compiled(bundle);
  const { held, part } = new Cells(compiled(bundle), facts);
  const [sub, acc] = [`u:${facts.userId}`, `a:${facts.account.id}`];
  const own = new Map<string, { row: CasbinRow; behind: Contribution[] }>();
  for (const { holding, area } of held.list.flatMap((each) =>
    areas.map((one) => ({ holding: each, area: one })),
  )) {
    const behind = holding.grants.flatMap((grant) => contribution(grant, area));
    if (behind.length === 0) continue;
    for (const [res, action] of holding.gift(area)?.rows ?? []) {
      const row: CasbinRow = [sub, acc, res, action, 'allow'];
      const known = own.get(rowKey(row)) ?? { row, behind: [] };
      own.set(rowKey(row), { row, behind: [...known.behind, ...behind] });
    }
  }
  const scoped = [...own.values()].filter(({ row }) => row[2].startsWith('@'));
  return {
    sub,
    acc,
    rows: [sentinel, ...part.rows, ...[...own.values()].map(({ row }) => row)],
    links: part.roles.map((role) => [sub, role, acc]),
    scopes: new Map(scoped.map(({ row, behind }) => [row[2], unionAll(behind.map((each) => each.scope))])),
    contributions: new Map([...own].map(([key, { behind }]) => [key, behind])),
    origins: part.origins,
    unknown: held.unknown,
  };
}

function contribution(grant: Grant, area: Area): Contribution[] {
  const said = says(grant, area);
  const scope = area.scoped ? (readScope(said) ?? nothing) : said === true ? everything : nothing;
  return isEmpty(scope) ? [] : [{ grant: grant.id, scope }];
}
