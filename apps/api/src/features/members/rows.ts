import type { Grant } from '@mandate/db';
import type { GrantSpec } from '@mandate/policy';

/** A stored grant as the policy takes it. */
export function specOfRow(row: Grant): GrantSpec {
  const { preset, permission, services, domains, billing, support, admin, startAt, endAt } = row;
  return { preset, permission, services, domains, billing, support, admin, start: startAt, end: endAt };
}
