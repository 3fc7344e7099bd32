import type { Bundle } from './bundle.ts';
import { narrower } from './expand.ts';
import { PolicyRequestError } from './faults.ts';
import type { Facts, GrantSpec } from './facts.ts';
import { givenBy } from './given.ts';
import { everything } from './scope.ts';
import { coversLine, empty, timeline, type Span, type Timeline } from './timeline.ts';
import { both, times, type Interval } from './times.ts';

/** A set of (permission, resource, instant): what these grants give (or the owner's role) from `from` on, before `end`. */
export interface Rights {
  readonly grants: readonly GrantSpec[];
  readonly owner?: boolean;
  readonly from: Date;
  readonly end?: Date;
}

/** Rights in their one normal form: by permission and pattern, when each container is held. */
export type RightsMap = ReadonlyMap<string, Timeline>;

export const atomKey = (atom: { permission: string; pattern: string }): string =>
  `${atom.permission} ${atom.pattern}`;

/** Does `a` include `b`? Exact for every scope and date, also for what does not exist yet. Nothing else compares rights. */
export function covers(bundle: Bundle, a: Rights, b: Rights): boolean {
  return includesRights(rightsOf(bundle, a), rightsOf(bundle, b));
}

export function includesRights(a: RightsMap, b: RightsMap): boolean {
  return [...b].every(([key, line]) => coversLine(a.get(key) ?? empty, line));
}

export function rightsOf(bundle: Bundle, rights: Rights): RightsMap {
  const window: Interval = [instant(rights.from, -Infinity), instant(rights.end, Infinity)];
  if (rights.owner !== true) return grantedRights(bundle, rights.grants, window);
  return wholeRights(
    bundle,
    bundle.owner.map((row) => row.permission),
    window,
  );
}

/** From now on. `suspended: 'counts'` sees through a suspension, which would give all back when it ends. */
export function rightsOfFacts(bundle: Bundle, facts: Facts, suspended: 'ends' | 'counts'): RightsMap {
  const now = instant(facts.now, Number.NaN);
  // S6 lets the owner give everything delegable, also what owner.csv leaves out
  if (facts.owner === true) return wholeRights(bundle, bundle.expansion.keys(), [now, Infinity]);
  const { member } = facts;
  if (member === null || member.ended != null || (member.suspended && suspended === 'ends')) return new Map();
  const from = Math.max(now, instant(member.start, -Infinity));
  return grantedRights(bundle, facts.grants, [from, instant(member.end, Infinity)]);
}

export function grantedRights(bundle: Bundle, grants: readonly GrantSpec[], window: Interval): RightsMap {
  const spans = new Map<string, Span[]>();
  for (const grant of grants) {
    const own: Interval = [instant(grant.start, -Infinity), instant(grant.end, Infinity)];
    const [interval] = both(times([own]), times([window]));
    if (!interval) continue;
    for (const given of givenBy(bundle, grant)) {
      for (const atom of [given, ...narrower(bundle.expansion, given)]) {
        const key = atomKey(atom);
        const list = spans.get(key) ?? [];
        list.push({ scope: given.scope, interval });
        spans.set(key, list);
      }
    }
  }
  return new Map([...spans].map(([key, list]) => [key, timeline(list)]));
}

function wholeRights(bundle: Bundle, names: Iterable<string>, window: Interval): RightsMap {
  const line = timeline([{ scope: everything, interval: window }]);
  const atoms = [...names].flatMap((name) => bundle.expansion.get(name) ?? []);
  const all = atoms.flatMap((atom) => [atom, ...narrower(bundle.expansion, atom)]);
  return new Map(all.map((atom) => [atomKey(atom), line]));
}

function instant(date: Date | null | undefined, absent: number): number {
  if (date == null) return absent;
  const value = date instanceof Date ? date.getTime() : Number.NaN;
  if (Number.isNaN(value)) throw new PolicyRequestError('malformed date');
  return value;
}
