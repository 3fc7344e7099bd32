import { areaOf, containerOf, inside } from './address.ts';
import type { Bundle } from './bundle.ts';
import { clipped } from './clipping.ts';
import type { Facts, GrantSpec } from './facts.ts';
import { activeGrants } from './facts.ts';
import type { Permission } from './generated.ts';
import { namedBy, scopeIn } from './given.ts';
import { checkGrantSpec, type GrantProblem } from './grant-spec.ts';
import {
  atomKey,
  covers,
  grantedRights,
  includesRights,
  rightsOf,
  rightsOfFacts,
  type Rights,
  type RightsMap,
} from './rights.ts';
import { isEmpty, writeScope } from './scope.ts';
import { empty, heldAt, intersect, spansOf, timeline, type Timeline } from './timeline.ts';
import { at, type Interval } from './times.ts';

const managing = 'admin:users';

/** What the guardrails of the account's state take from this member. */
function deniedTo(bundle: Bundle, facts: Facts): ReadonlySet<string> {
  const guarded = facts.account.state === 'active' ? [] : (bundle.guardrails.get(facts.account.state) ?? []);
  return new Set(facts.owner === true ? [] : guarded.map((row) => row.permission));
}

/** When he manages users, without which nobody gives anything. */
function managesUsers(bundle: Bundle, facts: Facts, held: RightsMap): Timeline {
  const users = bundle.catalogue.permissions.get(managing);
  if (!users || deniedTo(bundle, facts).has(managing)) return empty;
  return held.get(atomKey({ permission: managing, pattern: users.on })) ?? empty;
}

/** D(m) of S6 in normal form. */
function delegable(bundle: Bundle, facts: Facts): RightsMap {
  const held = rightsOfFacts(bundle, facts, 'ends');
  const denied = deniedTo(bundle, facts);
  const manages = managesUsers(bundle, facts, held);
  const found = new Map<string, Timeline>();
  for (const atom of [...bundle.expansion.values()].flat()) {
    const line = held.get(atomKey(atom));
    if (!line || denied.has(atom.permission)) continue;
    if (bundle.catalogue.permissions.get(atom.permission)?.delegable)
      found.set(atomKey(atom), intersect(line, manages));
  }
  return found;
}

/** When a permission, with all that comes along, is held of these rights. */
function wholly(bundle: Bundle, held: RightsMap, permission: string): Timeline {
  const lines = (bundle.expansion.get(permission) ?? []).map((atom) => held.get(atomKey(atom)) ?? empty);
  return lines.length === 0 ? empty : lines.reduce((a, b) => intersect(a, b));
}

/** A line of rights as grants of that one permission. */
function asGrants(bundle: Bundle, name: string, line: Timeline): GrantSpec[] {
  const area = bundle.catalogue.permissions.get(name)?.area ?? '';
  const scoped = bundle.catalogue.areas.get(area)?.scoped === true;
  return spansOf(line)
    .filter(({ scope }) => !isEmpty(scope))
    .map(({ scope, interval }) => {
      const [start, end] = interval.map((ms) => (Number.isFinite(ms) ? new Date(ms) : undefined));
      return { permission: name, [area]: scoped ? writeScope(scope) : true, start, end };
    });
}

/** D(m) of S6: what this member may give, from now on, as grants of single permissions. */
export function giveable(bundle: Bundle, facts: Facts): Rights {
  const held = delegable(bundle, facts);
  const names = [...bundle.catalogue.permissions.keys()];
  return {
    grants: names.flatMap((name) => asGrants(bundle, name, wholly(bundle, held, name))),
    from: facts.now,
  };
}

/** As much of these grants as he may give, from now on: whole and live where he may, else what is left as it is now. */
export function cutToGiveable(bundle: Bundle, facts: Facts, grants: readonly GrantSpec[]): GrantSpec[] {
  const held = delegable(bundle, facts);
  return grants.flatMap((grant) => {
    if (mayGive(bundle, facts, [grant]) && (grant.preset == null || mayGiveLive(bundle, facts, grant)))
      return [grant];
    return fixed(bundle, grant).flatMap((single) => {
      const name = single.permission ?? '';
      const asked = grantedRights(bundle, [single], [facts.now.getTime(), Infinity]);
      const line = intersect(wholly(bundle, held, name), wholly(bundle, asked, name));
      return asGrants(bundle, name, line).map((cut) => ({ ...cut, start: single.start }));
    });
  });
}

/** What changed policy files make of a grant that was well made when it was stored; it gives what it still names. */
const outgrown: ReadonlySet<GrantProblem['code']> = new Set(['AREA_NEEDED', 'AREA_UNUSED', 'GIVES_NOTHING']);

/**
 * May he give these grants, from now on (S6)? Faulty or unknown ones never; what may be stored anew says
 * {@link checkGrantSpec}. A live preset asks {@link mayGiveLive} too.
 */
export function mayGive(bundle: Bundle, facts: Facts, grants: readonly GrantSpec[]): boolean {
  const problems = grants.flatMap((grant) => checkGrantSpec(bundle, grant));
  if (problems.some(({ code }) => !outgrown.has(code))) return false;
  return includesRights(delegable(bundle, facts), rightsOf(bundle, { grants, from: facts.now }));
}

/**
 * May he give this preset so that it stays tied to the policy files? Else {@link fixed} is what he may give. Who is not
 * the owner gives it live no further and no longer than he holds it live himself: the files may add to it, and nobody
 * hands on what he would not get.
 */
export function mayGiveLive(bundle: Bundle, facts: Facts, grant: GrantSpec): boolean {
  const { preset } = grant;
  if (preset == null || !mayGive(bundle, facts, [grant])) return false;
  if (facts.owner === true) return true;
  const tied = activeGrants(facts).filter((held) => staysTied(bundle, held, preset));
  const live = clipped(tied, facts.member ?? {});
  const manages = managesUsers(bundle, facts, rightsOfFacts(bundle, facts, 'ends'));
  const named = [...areasNamed(bundle, live, facts.now)].map(
    ([area, line]) => [area, intersect(line, manages)] as const,
  );
  // an area that the preset does not use today is one that the files may add to
  if (!includesRights(new Map(named), areasNamed(bundle, [grant], facts.now))) return false;
  return covers(bundle, { grants: live, from: facts.now }, { grants: [grant], from: facts.now });
}

/** By area, where and when these grants name it, whatever they give there. */
function areasNamed(bundle: Bundle, grants: readonly GrantSpec[], from: Date): RightsMap {
  const spans = (area: string) =>
    grants.flatMap((grant) => {
      const scope = scopeIn(bundle, grant, area);
      const start = Math.max(from.getTime(), grant.start?.getTime() ?? -Infinity);
      const interval: Interval = [start, grant.end?.getTime() ?? Infinity];
      return scope ? [{ scope, interval }] : [];
    });
  return new Map([...bundle.catalogue.areas.keys()].map((area) => [area, timeline(spans(area))]));
}

/** Is it that preset live, or one whose file declares it included? */
const staysTied = (bundle: Bundle, held: GrantSpec, preset: string): boolean =>
  held.preset === preset || bundle.presets.get(held.preset ?? '')?.includes.includes(preset) === true;

/**
 * May this preset stay tied to the policy files in the hands of somebody who holds `kept`, whoever changes it? Only
 * where it is no more than one live preset among them: then nothing is given, now or when the files change (S7).
 */
export function mayKeepLive(
  bundle: Bundle,
  kept: readonly GrantSpec[],
  grant: GrantSpec,
  now: Date,
): boolean {
  const { preset } = grant;
  if (preset == null) return false;
  return kept.some(
    (held) =>
      staysTied(bundle, held, preset) &&
      covers(bundle, { grants: [held], from: now }, { grants: [grant], from: now }),
  );
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
