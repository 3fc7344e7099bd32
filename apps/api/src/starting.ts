import type { Facts } from '@mandate/policy';

/** When an access that has not started does: with the membership, and with the first of its grants. */
export function startsAt({ member, grants }: Pick<Facts, 'member' | 'grants'>): Date | null {
  const first = grants.length > 0 ? Math.min(...grants.map(({ start }) => start?.getTime() ?? 0)) : 0;
  const at = Math.max(member?.start?.getTime() ?? 0, first);
  return at > 0 ? new Date(at) : null;
}
