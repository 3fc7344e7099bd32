import type { Bundle } from '../bundle.ts';
import { atomKey, type RightsMap } from '../rights.ts';
import { isEmpty, nothing, union, writeScope, type IdSet } from '../scope.ts';
import { spansOf } from '../timeline.ts';
import type { Interval } from '../times.ts';

/** Permissions of one area that are held on the same things. */
export interface Group {
  readonly area: string;
  readonly scope: IdSet;
  readonly permissions: readonly string[];
}

/** All that is held during the same interval. */
export interface Facet {
  readonly interval: Interval;
  readonly groups: readonly Group[];
}

interface Draft {
  readonly interval: Interval;
  readonly groups: Map<string, Group & { readonly permissions: string[] }>;
}

/** Rights as people read them: first what lasts longest, in each the areas in order. */
export function facets(bundle: Bundle, rights: RightsMap): Facet[] {
  const found = new Map<
    string,
    { interval: Interval; groups: Map<string, Group & { permissions: string[] }> }
  >();
  for (const permission of bundle.catalogue.permissions.values()) {
    const line = rights.get(atomKey({ permission: permission.name, pattern: permission.on }));
    for (const { scope, interval } of line ? spansOf(line) : []) {
      if (isEmpty(scope)) continue;
      const facet: Draft = found.get(interval.join()) ?? { interval, groups: new Map() };
      found.set(interval.join(), facet);
      const key = `${permission.area} ${JSON.stringify(writeScope(scope))}`;
      const group = facet.groups.get(key) ?? { area: permission.area, scope, permissions: [] };
      group.permissions.push(permission.name);
      facet.groups.set(key, group);
    }
  }
  const longestFirst = [...found.values()].sort(
    (a, b) => Number(b.interval[1] > a.interval[1]) - Number(b.interval[1] < a.interval[1]),
  );
  return longestFirst.map(({ interval, groups }) => ({ interval, groups: [...groups.values()] }));
}

/** By permission, all that is held at some instant. */
export function heldEver(all: readonly Facet[]): ReadonlyMap<string, IdSet> {
  const held = new Map<string, IdSet>();
  for (const { permissions, scope } of all.flatMap((facet) => facet.groups)) {
    for (const name of permissions) held.set(name, union(held.get(name) ?? nothing, scope));
  }
  return held;
}
