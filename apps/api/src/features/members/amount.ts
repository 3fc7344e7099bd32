import type { GrantSpec } from '@mandate/policy';

/** So much at most may one person hold: all of it is stored, compared and said together, for every reader. */
export const most = { grants: 1000, ids: 30_000 } as const;

const idsIn = (grants: readonly GrantSpec[]): number =>
  grants
    .flatMap(({ services, domains }) => [services ?? [], domains ?? []].flat())
    .reduce((sum, scope) => sum + ('only' in scope ? scope.only : scope.except).length, 0);

/**
 * The room for grants of somebody who holds `held`, to be taken part by part; who holds more already may keep as much.
 * @returns false where there is no room left.
 */
export function roomFor(held: readonly GrantSpec[]): (grants: readonly GrantSpec[]) => boolean {
  let grantsLeft = Math.max(most.grants, held.length);
  let idsLeft = Math.max(most.ids, idsIn(held));
  return (grants) => {
    grantsLeft -= grants.length;
    idsLeft -= idsIn(grants);
    return grantsLeft >= 0 && idsLeft >= 0;
  };
}
