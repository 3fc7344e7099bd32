import type { GrantSpec } from '@mandate/policy';

const week = 7 * 24 * 60 * 60 * 1000;

/** Seven days by the database's clock, earlier if all grants end earlier (S12.2). */
export function lifetime(now: Date, grants: readonly GrantSpec[]): Date {
  const inAWeek = now.getTime() + week;
  const lastEnd = Math.max(...grants.map((grant) => grant.end?.getTime() ?? Infinity));
  return new Date(Math.min(inAWeek, lastEnd));
}
