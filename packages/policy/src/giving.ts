import { areaOf, containerOf, inside } from './address.ts';
import type { Bundle } from './bundle.ts';
import type { Facts, GrantSpec } from './facts.ts';
import { activeGrants } from './facts.ts';
import type { Permission } from './generated.ts';
import { namedBy } from './given.ts';
import { checkGrantSpec } from './grant-spec.ts';
import {
  atomKey,
  grantedRights,
  includesRights,
  rightsOf,
  rightsOfFacts,
  type Rights,
  type RightsMap,
} from './rights.ts';
import { writeScope } from './scope.ts';
import { empty, heldAt, intersect, spansOf, type Timeline } from './timeline.ts';
import { at } from './times.ts';

const managing = 'admin:users';

/** D(m) of S6 in normal form. */
function delegable(bundle: Bundle, facts: Facts): RightsMap {
  const held = rightsOfFacts(bundle, facts, 'ends');
  const guarded = facts.account.state === 'active' ? [] : (bundle.guardrails.get(facts.account.state) ?? []);
  const denied = new Set(facts.owner === true ? [] : guarded.map((row) => row.permission));
  const users = bundle.catalogue.permissions.get(managing);
  const manages =
    users && !denied.has(managing)
      ? held.get(atomKey({ permission: managing, pattern: users.on }))
      : undefined;
  const found = new Map<string, Timeline>();
  for (const atom of [...bundle.expansion.values()].flat()) {
    const line = held.get(atomKey(atom));
    if (!line || !manages || denied.has(atom.permission)) continue;
    if (bundle.catalogue.permissions.get(atom.permission)?.delegable)
      found.set(atomKey(atom), intersect(line, manages));
  }
  return found;
}

/** D(m) of S6: what this member may give, from now on, as grants of single permissions. */
export function giveable(bundle: Bundle, facts: Facts): Rights {
  const held = delegable(bundle, facts);
  const grants: GrantSpec[] = [];
  for (const permission of bundle.catalogue.permissions.values()) {
    const lines = (bundle.expansion.get(permission.name) ?? []).map(
      (atom) => held.get(atomKey(atom)) ?? empty,
    );
    const whole = lines.reduce((a, b) => intersect(a, b));
    const scoped = bundle.catalogue.areas.get(permission.area)?.scoped === true;
    for (const { scope, interval } of spansOf(whole)) {
      const where = { [permission.area]: scoped ? writeScope(scope) : true };
      const [start, end] = interval.map((ms) => (Number.isFinite(ms) ? new Date(ms) : undefined));
      grants.push({ permission: permission.name, ...where, start, end });
    }
  }
  return { grants, from: facts.now };
}

/** May he give these grants, from now on (S6)? Faulty or unknown ones never. A live preset asks {@link mayGiveLive} too. */
export function mayGive(bundle: Bundle, facts: Facts, grants: readonly GrantSpec[]): boolean {
  if (grants.some((grant) => checkGrantSpec(bundle, grant).length > 0)) return false;
  return includesRights(delegable(bundle, facts), rightsOf(bundle, { grants, from: facts.now }));
}

/** May he give this preset so that it stays tied to the policy files? Else {@link fixed} is what he may give. */
export function mayGiveLive(bundle: Bundle, facts: Facts, grant: GrantSpec): boolean {
  if (grant.preset == null || !mayGive(bundle, facts, [grant])) return false;
  if (facts.owner === true) return true;
  return activeGrants(facts).some(({ preset }) => {
    if (preset == null) return false;
    return (
      preset === grant.preset || (bundle.presets.get(preset)?.includes.includes(grant.preset ?? '') ?? false)
    );
  });
}

/** A live preset as the permissions that it has now, each a grant of its own; other grants as they are. */
export function fixed(bundle: Bundle, grant: GrantSpec): GrantSpec[] {
  if (grant.preset == null) return [grant];
  const { preset: _live, ...rest } = grant;
  return (namedBy(bundle, grant) ?? []).flatMap((permission) => {
    const area = bundle.catalogue.permissions.get(permission)?.area ?? '';
    const value: unknown = Reflect.get(rest, area);
    return value == null || value === false
      ? []
      : [{ permission, [area]: value, start: rest.start, end: rest.end }];
  });
}

/** May this member give this permission on this resource to somebody, now? The owner, or who manages users and holds it there. */
export function canGive(bundle: Bundle, facts: Facts, permission: Permission, resource: string): boolean {
  const area = areaOf(bundle.catalogue, resource);
  if (!area) return false;
  const id = area.scoped ? containerOf(resource) : undefined;
  return [...delegable(bundle, facts)].some(([key, line]) => {
    const [name = '', pattern = ''] = key.split(' ');
    return name === permission && inside(pattern, resource) && at(heldAt(line, id), facts.now.getTime());
  });
}

/**
 * May the actor touch this member, or a pending invitation with these grants (S7)? Never himself, never the owner, and
 * only when all rights of the target from now on are his own too. What the act needs besides is asked by permission.
 */
export function mayTouch(bundle: Bundle, actor: Facts, target: Facts | readonly GrantSpec[]): boolean {
  const own = rightsOfFacts(bundle, actor, 'ends');
  if (own.size === 0) return false;
  if (!('userId' in target))
    return includesRights(own, grantedRights(bundle, target, [actor.now.getTime(), Infinity]));
  if (target.owner === true || target.userId === actor.userId) return false;
  if (target.account.id !== actor.account.id) return false;
  return includesRights(own, rightsOfFacts(bundle, { ...target, now: actor.now }, 'counts'));
}
