import { inside, isId } from '../address.ts';
import type { CatalogueFile, PermissionDef } from '../catalogue.ts';
import type { CsvRow } from '../csv.ts';
import { expandAllows, expandDeny, type Expansion } from '../expand.ts';
import { guardedStates, type GuardedState } from '../guardrails.ts';

/** To whom a row speaks: holders of these presets, the owner, everybody in an account of this state. */
export type Audience =
  { readonly presets: ReadonlySet<string> } | { readonly owner: true } | { readonly state: GuardedState };

/** One permission that a row gives or takes, and where. */
export interface Reach {
  readonly permission: string;
  readonly action: string;
  readonly reaches: (address: string) => boolean;
}

/** A row taken at its word: neither its effect nor its pattern is held against the catalogue, as lint does. */
export interface Rule {
  readonly role: string;
  readonly audience: Audience;
  readonly effect: 'allow' | 'deny';
  readonly reach: readonly Reach[];
}

/** Rows as rules, with all that S5 makes of them; `all` says who includes whom. */
export function rulesOf(
  rows: readonly CsvRow[],
  all: readonly CsvRow[],
  catalogue: CatalogueFile,
  expansion: Expansion = expandAllows(catalogue),
): Rule[] {
  const includes = all.filter((row) => row.type === 'g').map((row) => row.values);
  return rows.flatMap((row): Rule[] => {
    const [role = '', , pattern = '', action = '', effect = ''] = row.values;
    const permission = catalogue.permissions.get(`${pattern.split('/')[0] ?? ''}:${action}`);
    const audience = audienceOf(role, includes);
    if (row.type !== 'p' || !permission || !audience) return [];
    if (effect === 'deny') return [{ role, audience, effect, reach: denied(permission, pattern, catalogue) }];
    return [{ role, audience, effect: 'allow', reach: allowed(permission, pattern, expansion) }];
  });
}

/** The same permissions, none of which brings another along. */
export function withoutImplications(catalogue: CatalogueFile): CatalogueFile {
  const permissions = [...catalogue.permissions].map(
    ([name, each]) => [name, { ...each, implies: [], there: [] }] as const,
  );
  return { ...catalogue, permissions: new Map(permissions) };
}

export function audienceOf(role: string, includes: readonly (readonly string[])[]): Audience | undefined {
  if (role === 'role:owner') return { owner: true };
  const state = guardedStates.find((each) => role === `role:account.${each}`);
  if (state) return { state };
  const holders = new Set([role]);
  for (const holder of holders) for (const [from = '', to] of includes) if (to === holder) holders.add(from);
  return { presets: new Set([...holders].map((each) => each.slice('role:'.length))) };
}

function allowed(permission: PermissionDef, pattern: string, expansion: Expansion): Reach[] {
  return (expansion.get(permission.name) ?? []).map((atom) => {
    const own = atom.pattern === permission.on;
    return {
      permission: atom.permission,
      action: atom.action,
      reaches: (address) => under(pattern, address) && (own || inside(atom.pattern, address)),
    };
  });
}

function denied(permission: PermissionDef, pattern: string, catalogue: CatalogueFile): Reach[] {
  return expandDeny(permission.name, catalogue).flatMap((name) => {
    const target = catalogue.permissions.get(name);
    if (!target) return [];
    const own = target.on === permission.on;
    const reaches = (address: string) => (own ? under(pattern, address) : inside(target.on, address));
    return [{ permission: name, action: target.action, reaches }];
  });
}

/** `a/**` is a and everything below, `a/*` one id below, anything else itself. */
export function under(pattern: string, address: string): boolean {
  if (pattern.endsWith('/**')) return inside(pattern, address);
  if (!pattern.endsWith('/*')) return pattern === address;
  const stem = pattern.slice(0, -1);
  return address.startsWith(stem) && isId(address.slice(stem.length));
}
