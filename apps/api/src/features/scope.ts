import type { Scope } from '@mandate/policy';

type InScope = { id?: { $in: string[] } | { $nin: string[] } };

/** A policy's scope as the `where` of a list: what is outside is never fetched, counted or found. */
export function inScope(scope: Scope): InScope {
  if ('only' in scope) return { id: { $in: [...scope.only] } };
  return scope.except.length ? { id: { $nin: [...scope.except] } } : {};
}
