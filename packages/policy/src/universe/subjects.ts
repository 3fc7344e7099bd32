import type { Bundle } from '../bundle.ts';

/** Who is asked about: a set of presets held together, one permission given by itself, or the owner. */
export interface Subject {
  readonly kind: 'presets' | 'permission' | 'owner';
  /** Presets or the one permission, in the order of the catalogue; empty for the owner and the empty set. */
  readonly names: readonly string[];
}

/** Up to here every set of presets is asked; beyond, those in use, the singletons and the pairs (S17). */
export const allSetsUpTo = 10;

/** S of S17, over the names of both sides. `inUse`: sets of presets that live people hold. */
export function subjectsOf(
  bundles: readonly Bundle[],
  inUse: readonly (readonly string[])[] = [],
): Subject[] {
  const presets = [...new Set(bundles.flatMap((bundle) => [...bundle.presets.keys()]))];
  const permissions = [...new Set(bundles.flatMap((bundle) => [...bundle.catalogue.permissions.keys()]))];
  const sets = presets.length <= allSetsUpTo ? everySet(presets) : someSets(presets, inUse);
  return [
    ...sets.map((names): Subject => ({ kind: 'presets', names })),
    ...permissions.map((name): Subject => ({ kind: 'permission', names: [name] })),
    { kind: 'owner', names: [] },
  ];
}

/** All subsets, smaller ones first. */
function everySet(names: readonly string[]): string[][] {
  const sets = Array.from({ length: 2 ** names.length }, (_, mask) =>
    names.filter((_name, index) => (mask & (1 << index)) !== 0),
  );
  return sets.sort((a, b) => a.length - b.length);
}

function someSets(names: readonly string[], inUse: readonly (readonly string[])[]): string[][] {
  const pairs = names.flatMap((first, index) => names.slice(index + 1).map((second) => [first, second]));
  const used = inUse.map((set) => names.filter((name) => set.includes(name)));
  const found = new Map<string, string[]>();
  for (const set of [[], ...names.map((name) => [name]), ...pairs, ...used]) found.set(set.join(), set);
  return [...found.values()];
}
