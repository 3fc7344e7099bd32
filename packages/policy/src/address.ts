import type { AreaDef, CatalogueFile, PermissionDef } from './catalogue.ts';
import { PolicyRequestError } from './faults.ts';

const segment = /^[a-z0-9_]{1,40}$/;

/** Is it an id by S1's alphabet? Strings only: nothing is turned into one. */
export function isId(value: unknown): value is string {
  return typeof value === 'string' && segment.test(value);
}

export function requireId(value: unknown, what: string): string {
  if (isId(value)) return value;
  throw new PolicyRequestError(`malformed ${what}`);
}

/** The area that a well-formed address belongs to. */
export function areaOf(catalogue: CatalogueFile, resource: unknown): AreaDef | undefined {
  if (typeof resource !== 'string' || resource.length > 200) return undefined;
  const area = catalogue.areas.get(resource.split('/')[0] ?? '');
  return area?.addresses.some((shape) => fits(shape, resource)) ? area : undefined;
}

function fits(shape: string, resource: string): boolean {
  if (!shape.endsWith('/*')) return shape === resource;
  const stem = shape.slice(0, -1);
  return resource.startsWith(stem) && isId(resource.slice(stem.length));
}

/** Does the pattern `p/**` reach this address? It stands for `p` and everything below. */
export function inside(pattern: string, resource: string): boolean {
  const stem = pattern.slice(0, -'/**'.length);
  return resource === stem || resource.startsWith(`${stem}/`);
}

export function applies(permission: PermissionDef, resource: string): boolean {
  return inside(permission.on, resource);
}

/** The id of a container, `undefined` for the bare area. */
export function containerOf(resource: string): string | undefined {
  const slash = resource.indexOf('/');
  return slash < 0 ? undefined : resource.slice(slash + 1);
}
