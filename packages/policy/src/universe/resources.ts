import { areaOf, inside } from '../address.ts';
import type { Bundle } from '../bundle.ts';

/** An id that no file names: stands for all containers and items that the patterns do not single out. */
const anyId = 'x';

/**
 * R of S17: of every area of either side the bare area, a container and an item in it for every truth vector of the
 * patterns of both sides. Two resources of one kind that the same patterns match cannot be told apart by any row.
 */
export function resourcesOf(bundles: readonly Bundle[]): string[] {
  const patterns = patternsOf(bundles);
  const shapes = bundles.flatMap((bundle) =>
    [...bundle.catalogue.areas.values()].flatMap((area) => area.addresses),
  );
  const candidates = [
    ...shapes.map((shape) => (shape.endsWith('/*') ? shape.slice(0, -1) + anyId : shape)),
    ...patterns.map((pattern) => pattern.slice(0, -'/**'.length)),
  ];
  const kinds = new Map<string, string>();
  for (const resource of candidates) {
    const known = bundles.map((bundle) => areaOf(bundle.catalogue, resource) !== undefined);
    if (!known.includes(true)) continue;
    const truth = patterns.map((pattern) => inside(pattern, resource));
    const kind = [resource.split('/').length, known, truth].join(';');
    if (!kinds.has(kind)) kinds.set(kind, resource);
  }
  return [...kinds.values()];
}

function patternsOf(bundles: readonly Bundle[]): string[] {
  const all = bundles.flatMap((bundle) => [
    ...[...bundle.catalogue.areas.keys()].map((area) => `${area}/**`),
    ...[...bundle.catalogue.permissions.values()].map((permission) => permission.on),
    ...bundle.owner.map((row) => row.pattern),
    ...[...bundle.presets.values()].flatMap((preset) => preset.rows.map((row) => row.pattern)),
    ...[...bundle.guardrails.values()].flatMap((rows) => rows.map((row) => row.pattern)),
  ]);
  return [...new Set(all)].filter((pattern) => pattern.endsWith('/**'));
}
