import type { Bundle } from '../bundle.ts';
import type { GrantSpec } from '../facts.ts';
import { grantedRights, type RightsMap } from '../rights.ts';
import { empty, intersect, subtract, type Timeline } from '../timeline.ts';
import { ending } from './endings.ts';
import { facets } from './facets.ts';
import { withoutGone } from './gone.ts';
import type { DescribeOptions } from './index.ts';
import { abilities } from './phrases.ts';
import type { Sentence } from './text.ts';

export interface Change {
  readonly adds: readonly Sentence[];
  readonly removes: readonly Sentence[];
  readonly stays: readonly Sentence[];
}

type DiffOptions = Omit<DescribeOptions, 'now' | 'owner' | 'exact' | 'past'> & { readonly now: Date };

/** What a change of grants adds, removes and leaves, from now on, in the same sentences as everywhere. */
export function diff(
  bundle: Bundle,
  before: readonly GrantSpec[],
  after: readonly GrantSpec[],
  options: DiffOptions,
): Change {
  const [old, next] = [before, after].map((grants) =>
    grantedRights(bundle, withoutGone(grants, options.names), [options.now.getTime(), Infinity]),
  );
  const say = (rights: RightsMap) =>
    facets(bundle, rights).flatMap((facet) =>
      abilities(facet, { bundle, ...options }, ending(bundle, facet.interval, options)),
    );
  if (!old || !next) return { adds: [], removes: [], stays: [] };
  return {
    adds: say(each(next, old, subtract)),
    removes: say(each(old, next, subtract)),
    stays: say(each(old, next, intersect)),
  };
}

function each(a: RightsMap, b: RightsMap, combine: (one: Timeline, other: Timeline) => Timeline): RightsMap {
  return new Map([...a].map(([key, line]) => [key, combine(line, b.get(key) ?? empty)]));
}
