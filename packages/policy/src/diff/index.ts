import type { Bundle } from '../bundle.ts';
import { compare, decide, universe, type ChangedCell, type Universe } from '../universe/index.ts';
import { groupChanges, type Group } from './groups.ts';

export interface BundleDiff {
  readonly universe: Universe;
  /** The complete list. */
  readonly changes: readonly ChangedCell[];
  /** The same, put together for a reader. */
  readonly groups: readonly Group[];
}

/** Every decision of the universe (S17) that two bundles make differently. `inUse`: sets of presets that people hold. */
export async function diffBundles(
  before: Bundle,
  after: Bundle,
  inUse: readonly (readonly string[])[] = [],
): Promise<BundleDiff> {
  const all = universe(before, after, inUse);
  const memo = new Map<string, Promise<readonly boolean[]>>();
  const [old, fresh] = [await decide(before, all, memo), await decide(after, all, memo)];
  const changes = [...compare(all, old, fresh)];
  return { universe: all, changes, groups: groupChanges(all, changes) };
}
