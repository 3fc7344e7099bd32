import type { Bundle } from '../bundle.ts';
import type { Grant } from '../facts.ts';
import { scopeIn } from '../given.ts';
import { has, unionAll, type IdSet } from '../scope.ts';

/** Which names somebody holds where in one area: on the containers his scopes mention, and on all the rest. */
export interface Holdings {
  /** On every other container, on what does not exist yet, and in areas that are given whole. */
  readonly rest: readonly string[];
  readonly mentioned: ReadonlyMap<string, readonly string[]>;
}

/** Sorted names, so that equal holdings read equal. */
export function holdingsIn(bundle: Bundle, area: string, grants: readonly Grant[]): Holdings {
  const scopes = new Map<string, IdSet[]>();
  for (const grant of grants) {
    const scope = scopeIn(bundle, grant, area);
    const name = grant.preset ?? grant.permission;
    if (!scope || name == null) continue;
    const known = scopes.get(name);
    if (known) known.push(scope);
    else scopes.set(name, [scope]);
  }
  const held = [...scopes].map(([name, parts]) => ({ name, scope: unionAll(parts) }));
  held.sort((a, b) => (a.name < b.name ? -1 : 1));
  const at = (id: string | undefined) => held.filter(({ scope }) => has(scope, id)).map(({ name }) => name);
  const ids = new Set(held.flatMap(({ scope }) => [...scope.ids]));
  return { rest: at(undefined), mentioned: new Map([...ids].map((id) => [id, at(id)])) };
}
