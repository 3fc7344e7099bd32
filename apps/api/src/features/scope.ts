import type { Scope } from '@mandate/policy';

type InScope = { id?: { $in: string[] } | { $nin: string[] } };

/** Is a container inside a policy's scope? */
export function insideOf(scope: Scope): (id: string) => boolean {
  const ids = new Set('only' in scope ? scope.only : scope.except);
  return (id) => ids.has(id) === 'only' in scope;
}

/** A policy's scope as the `where` of a list: what is outside is never fetched, counted or found. */
export function inScope(scope: Scope): InScope {
  if ('only' in scope) return { id: { $in: [...scope.only] } };
  return scope.except.length ? { id: { $nin: [...scope.except] } } : {};
}
