import type { Invitation } from '@mandate/db';
import type { GrantSpec } from '@mandate/policy';

const day = 24 * 60 * 60 * 1000;
const week = 7 * day;

/** Seven days by the database's clock, earlier if all grants end earlier (S12.2). */
export function lifetime(now: Date, grants: readonly GrantSpec[]): Date {
  const inAWeek = now.getTime() + week;
  const lastEnd = Math.max(...grants.map((grant) => grant.end?.getTime() ?? Infinity));
  return new Date(Math.min(inAWeek, lastEnd));
}

/** One that nobody answered in time stays in the list for 30 days, and can be opened again as long. */
export const isBygone = (
  now: Date,
  { state, expiresAt }: { state: Invitation['state']; expiresAt: Date },
): boolean => state === 'expired' && expiresAt.getTime() <= now.getTime() - 30 * day;
