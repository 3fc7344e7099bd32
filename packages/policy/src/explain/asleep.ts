import { containerOf } from '../address.ts';
import type { Bundle } from '../bundle.ts';
import type { PermissionDef } from '../catalogue.ts';
import { within, type Facts, type Grant } from '../facts.ts';
import { namedBy, scopeIn } from '../given.ts';
import { matchers } from '../matchers.ts';
import { has } from '../scope.ts';
import { memberStanding, type Standing } from '../standing.ts';

/** Why a grant that names the permission does not give it here and now. */
export type AsleepReason =
  | 'grant ended'
  | 'grant not started'
  | 'out of scope'
  | 'area not named'
  | 'unknown name'
  | `member ${Exclude<Standing, 'active'>}`;

export interface Asleep {
  readonly grant: string;
  readonly preset?: string;
  readonly permission?: string;
  readonly reason: AsleepReason;
}

const { resMatch } = matchers(new Map());

/** The grants that one would look at in vain: each names the permission, or a name that nobody knows. */
export function asleepGrants(
  bundle: Bundle,
  facts: Facts,
  permission: PermissionDef,
  resource: string,
): Asleep[] {
  return facts.grants.flatMap((grant) => {
    const reason = reasonOf(bundle, facts, permission, resource, grant);
    if (!reason) return [];
    return [
      {
        grant: grant.id,
        preset: grant.preset ?? undefined,
        permission: grant.permission ?? undefined,
        reason,
      },
    ];
  });
}

function reasonOf(
  bundle: Bundle,
  facts: Facts,
  permission: PermissionDef,
  resource: string,
  grant: Grant,
): AsleepReason | undefined {
  const names = namedBy(bundle, grant);
  if (!names) return 'unknown name';
  const atoms = names.flatMap((name) => bundle.expansion.get(name) ?? []);
  if (!atoms.some((atom) => atom.permission === permission.name && resMatch(resource, atom.pattern)))
    return undefined;
  const standing = memberStanding(facts);
  const own = !within({ end: grant.end }, facts.now)
    ? 'grant ended'
    : within(grant, facts.now)
      ? undefined
      : 'grant not started';
  if (standing !== 'active') return own ?? `member ${standing}`;
  if (own) return own;
  const scope = scopeIn(bundle, grant, permission.area);
  if (!scope) return 'area not named';
  const scoped = bundle.catalogue.areas.get(permission.area)?.scoped === true;
  return scoped && !has(scope, containerOf(resource)) ? 'out of scope' : undefined;
}
