import type { GrantSpec, Scope } from '@mandate/policy';

function ids(scope: Scope | null | undefined): string {
  if (!scope) return '-';
  return 'only' in scope
    ? `only ${scope.only.toSorted().join(' ')}`
    : `except ${scope.except.toSorted().join(' ')}`;
}

/**
 * All that a grant says; a start that has passed is no longer part of it. Where two say the same, the one that stands
 * is left alone, with its giver.
 */
export const shapeOf = (grant: GrantSpec, now: Date): string =>
  JSON.stringify([
    grant.preset ?? grant.permission,
    ids(grant.services),
    ids(grant.domains),
    [grant.billing, grant.support, grant.admin].map(Boolean),
    grant.start && grant.start > now ? grant.start.getTime() : null,
    grant.end?.getTime() ?? null,
  ]);
