import { inside } from '../address.ts';
import type { Bundle } from '../bundle.ts';
import { activeGrants, type Facts } from '../facts.ts';
import type { Permission } from '../generated.ts';
import { mayGive } from '../giving.ts';
import { memberStanding } from '../standing.ts';
import type { Slice } from '../slice.ts';
import type { RoleRow } from '../rows.ts';
import type { GivesCase } from './case.ts';

/** What a wrong answer comes from: the rows or the grants that give it, the guardrail, or what is missing. */
export function decidedBy(
  bundle: Bundle,
  facts: Facts,
  slice: Slice,
  permission: Permission,
  resource: string,
): string[] {
  const decision = slice.check(permission, resource);
  if (!decision.allowed) {
    if (decision.why === 'guardrail') {
      const { file, line, reason } = decision.guardrail;
      return [`denied by ${file}:${line} (role:${reason})`];
    }
    return [missing(bundle, facts, permission, resource)];
  }
  if (facts.owner) return rowsGiving(bundle, bundle.owner, permission, resource);
  return decision.grants.flatMap((id) => {
    const grant = facts.grants.find((each) => each.id === id);
    if (grant?.preset == null) return [`allowed by ${id}, the permission ${grant?.permission ?? ''}`];
    const rows = bundle.presets.get(grant.preset)?.rows ?? [];
    return rowsGiving(bundle, rows, permission, resource).map(
      (row) => `${row}, ${id} (${grant.preset ?? ''})`,
    );
  });
}

/** What giving a preset hangs on: that he may give all of it, and that he holds it live himself (S6). */
export function givingDecidedBy(bundle: Bundle, facts: Facts, each: GivesCase): string[] {
  const { preset } = each.gives;
  if (!mayGive(bundle, facts, [each.gives])) return [`missing: he may not give all that ${preset} gives`];
  if (facts.owner) return ['allowed: the owner gives every preset live'];
  const held = activeGrants(facts).flatMap((grant) => grant.preset ?? []);
  const from = held.filter((name) => name === preset || bundle.presets.get(name)?.includes.includes(preset));
  if (from.length === 0) return [`missing: he holds no preset that is ${preset} or includes it`];
  return from.map((name) => `allowed: presets/${name}.csv is or includes ${preset}`);
}

/** Written rows first; those that only imply it when there is no other. */
function rowsGiving(
  bundle: Bundle,
  rows: readonly RoleRow[],
  permission: Permission,
  resource: string,
): string[] {
  const written = rows.filter((row) => row.permission === permission);
  const implying = rows.filter((row) => {
    const atoms = bundle.expansion.get(row.permission) ?? [];
    return atoms.some((atom) => atom.permission === permission && inside(atom.pattern, resource));
  });
  const shown = written.length > 0 ? written : implying;
  return shown.map(({ file, line, permission: held }) => {
    const implied = held === permission ? '' : `, ${held} brings it along`;
    return `allowed by ${file}:${line}${implied}`;
  });
}

function missing(bundle: Bundle, facts: Facts, permission: Permission, resource: string): string {
  const standing = memberStanding(facts);
  if (standing !== 'active' && facts.grants.length > 0) return `no rights: the member stands as ${standing}`;
  if (facts.owner) return `missing: no row of owner.csv gives ${permission}`;
  const holding = [...bundle.presets.values()]
    .filter((preset) => preset.permissions.some((name) => gives(bundle, name, permission)))
    .sort((a, b) => a.permissions.length - b.permissions.length)
    .map((preset) => preset.name);
  const presets = holding.length === 0 ? 'no preset holds it' : `presets that hold it: ${holding.join(', ')}`;
  return `missing: no grant gives ${permission} on ${resource}; ${presets}`;
}

function gives(bundle: Bundle, name: string, permission: string): boolean {
  const atoms = bundle.expansion.get(name) ?? [];
  const on = bundle.catalogue.permissions.get(permission)?.on;
  return atoms.some((atom) => atom.permission === permission && atom.pattern === on);
}
