import type { Bundle } from './bundle.ts';
import type { Atom } from './expand.ts';
import type { GrantSpec } from './facts.ts';
import { everything, isEmpty, readScope, type IdSet } from './scope.ts';

export interface Given extends Atom {
  readonly scope: IdSet;
}

/** What a grant says of an area: a scope, everything for an unscoped area, undefined when it does not name it. */
export function scopeIn(bundle: Bundle, grant: GrantSpec, area: string): IdSet | undefined {
  const value: unknown = Object.hasOwn(grant, area) ? Reflect.get(grant, area) : undefined;
  if (bundle.catalogue.areas.get(area)?.scoped) return readScope(value);
  return value === true ? everything : undefined;
}

/** The permissions that a grant names, presets expanded; undefined when its name is unknown or not one name. */
export function namedBy(bundle: Bundle, grant: GrantSpec): readonly string[] | undefined {
  const { preset, permission } = grant;
  if ((preset == null) === (permission == null)) return undefined;
  if (preset != null) return bundle.presets.get(preset)?.permissions;
  const known = permission == null ? undefined : bundle.catalogue.permissions.get(permission);
  return known?.delegable ? [known.name] : undefined;
}

/** Everything that a grant gives, flattened (S3, S5); its dates aside. An area that it does not name is not given. */
export function givenBy(bundle: Bundle, grant: GrantSpec): Given[] {
  const given: Given[] = [];
  for (const name of namedBy(bundle, grant) ?? []) {
    for (const atom of bundle.expansion.get(name) ?? []) {
      const scope = scopeIn(bundle, grant, atom.area);
      if (scope && !isEmpty(scope)) given.push({ ...atom, scope });
    }
  }
  return given;
}
