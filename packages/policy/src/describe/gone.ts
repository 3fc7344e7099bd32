import type { GrantSpec } from '../facts.ts';
import { readScope, writeScope, type Scope } from '../scope.ts';
import type { Names } from './scope-words.ts';

/** Grants without the containers that are no longer there: a grant whose last one is gone is inert (S2). */
export function withoutGone(grants: readonly GrantSpec[], names: Names): GrantSpec[] {
  const left = (scope: Scope | null | undefined): Scope | null | undefined => {
    const set = readScope(scope);
    if (!set) return scope;
    return writeScope({ ...set, ids: new Set([...set.ids].filter((id) => names(id) !== null)) });
  };
  return grants.map((grant) => ({ ...grant, services: left(grant.services), domains: left(grant.domains) }));
}
