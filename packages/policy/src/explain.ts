import type { Bundle } from './bundle.ts';
import { Decider, type CasbinRow } from './casbin.ts';
import type { PermissionDef } from './catalogue.ts';
import type { Atom } from './expand.ts';
import { asleepGrants, type Asleep } from './explain/asleep.ts';
import { personRows, type Candidate, type PersonRows } from './explain/rows.ts';
import { containerOf } from './address.ts';
import { sentinel } from './guardrails.ts';
import { matchers } from './matchers.ts';
import { has, unionAll, type IdSet } from './scope.ts';
import type { Slice } from './slice.ts';
import { memberStanding, type Standing } from './standing.ts';

const { resMatch } = matchers(new Map());

/** One source of one row that matches the question. */
export interface Match {
  readonly effect: 'allow' | 'deny';
  /** The row as Casbin holds it. */
  readonly row: CasbinRow;
  /** Is it the row that Casbin says decided? Several sources can stand behind one row. */
  readonly decides: boolean;
  /** The permission that was written or granted, when it is another, which implies the one asked. */
  readonly through?: string;
  readonly file?: string;
  readonly line?: number;
  readonly grant?: string;
  readonly preset?: string;
}

/** S18: what would have to be given, when nothing forbids it. */
export interface Missing {
  readonly permission: string;
  /** The one container; the area where it is given whole. */
  readonly on: string;
  /** Presets that hold it, the smallest first; none when only the owner may. */
  readonly presets: readonly string[];
}

export interface Explanation {
  readonly allowed: boolean;
  readonly why: 'allow' | 'guardrail' | 'none';
  readonly standing: Standing;
  /** All that match, denies first. */
  readonly matches: readonly Match[];
  /** Grants that name the permission and still do not give it here and now, each with the reason. */
  readonly asleep: readonly Asleep[];
  /** On a denial by a guardrail: where it stands. */
  readonly guardrail?: { readonly file: string; readonly line: number; readonly reason: string };
  /** On any other denial. */
  readonly missing?: Missing;
}

/**
 * Why this decision: every matching row with its file and line or its grant, the one that Casbin says decided, and on
 * a denial what S18 says. Asks Casbin anew, over all rows of the person at once, and holds the slice's answer and the
 * listed rows against it. Throws {@link PolicyRequestError} for a question that cannot be meant.
 */
export function explain(slice: Slice, permission: string, resource: string): Explanation {
  const { bundle, facts } = slice;
  const decision = slice.check(permission as Parameters<Slice['check']>[0], resource);
  const asked = bundle.catalogue.permissions.get(permission);
  if (!asked) throw new Error(`${permission} was decided, but nobody knows it`);
  const rows = personRows(bundle, facts);
  const found = rows.candidates.filter((each) => matches(each, asked, resource));
  const verdict = askCasbin(bundle, rows, asked, resource);
  const denied = found.some((each) => each.row[4] === 'deny');
  const listed = found.length > 0 && !denied;
  if (verdict.allowed !== decision.allowed || verdict.allowed !== listed)
    throw new Error(`${permission} on ${resource}: Casbin, the slice and the listed rows disagree`);
  return {
    allowed: decision.allowed,
    why: decision.allowed ? 'allow' : decision.why,
    standing: memberStanding(facts),
    matches: found.map((each) => matchOf(each, asked, verdict.row)),
    asleep: asleepGrants(bundle, facts, asked, resource),
    ...(decision.allowed ? {} : denialOf(bundle, asked, resource, decision)),
  };
}

function matches({ row, scope }: Candidate, asked: PermissionDef, resource: string): boolean {
  if (row[3] !== asked.action) return false;
  if (!row[2].startsWith('@')) return resMatch(resource, row[2]);
  const area = resource.split('/')[0] ?? '';
  return row[2] === `@${area}/${asked.action}` && scope !== undefined && has(scope, containerOf(resource));
}

function askCasbin(
  bundle: Bundle,
  { sub, acc, links, candidates }: PersonRows,
  { action }: PermissionDef,
  resource: string,
) {
  const rows = new Map(candidates.map(({ row }) => [row.join('\0'), row]));
  const parts = new Map<string, IdSet[]>();
  for (const { row, scope } of candidates)
    if (scope) parts.set(row[2], [...(parts.get(row[2]) ?? []), scope]);
  const scopes = new Map([...parts].map(([reference, sets]) => [reference, unionAll(sets)]));
  const decider = Decider.load(bundle.model, [sentinel, ...rows.values()], links, scopes);
  return decider.ask(sub, acc, resource, action);
}

function matchOf(
  { row, written, permission, grant }: Candidate,
  asked: PermissionDef,
  decider: CasbinRow | undefined,
): Match {
  return {
    effect: row[4] === 'deny' ? 'deny' : 'allow',
    row,
    decides: decider?.join('\0') === row.join('\0'),
    through: permission === asked.name ? undefined : permission,
    file: written?.file,
    line: written?.line,
    grant: grant?.id,
    preset: grant?.preset ?? undefined,
  };
}

function denialOf(
  bundle: Bundle,
  asked: PermissionDef,
  resource: string,
  decision: Exclude<ReturnType<Slice['check']>, { allowed: true }>,
): Pick<Explanation, 'guardrail' | 'missing'> {
  if (decision.why === 'guardrail') return { guardrail: decision.guardrail };
  const scoped = bundle.catalogue.areas.get(asked.area)?.scoped === true;
  const holding = [...bundle.presets.values()]
    .map(({ name, permissions }) => ({
      name,
      atoms: permissions.flatMap((held) => bundle.expansion.get(held) ?? []),
    }))
    .filter(({ atoms }) =>
      atoms.some((atom) => atom.permission === asked.name && resMatch(resource, atom.pattern)),
    )
    .sort((a, b) => size(a.atoms) - size(b.atoms));
  const presets = holding.map(({ name }) => name);
  return { missing: { permission: asked.name, on: scoped ? resource : asked.area, presets } };
}

const size = (atoms: readonly Atom[]): number =>
  new Set(atoms.map((atom) => `${atom.permission} ${atom.pattern}`)).size;
