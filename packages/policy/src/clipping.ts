import type { GrantSpec } from './facts.ts';

interface Dates {
  start?: Date | null | undefined;
  end?: Date | null | undefined;
}

const later = (a: Date | null | undefined, b: Date | null | undefined) =>
  a && b ? (a > b ? a : b) : (a ?? b);
const earlier = (a: Date | null | undefined, b: Date | null | undefined) =>
  a && b ? (a < b ? a : b) : (a ?? b);

/**
 * Grants as they count inside the dates of a membership (S10): the later start, the earlier end. One that lies outside
 * altogether is left out. What is compared and what is said of a member's rights is said of these.
 */
export function clipped<G extends GrantSpec>(grants: readonly G[], within: Dates): G[] {
  if (!within.start && !within.end) return [...grants];
  return grants
    .map((grant) => ({
      ...grant,
      start: later(grant.start, within.start),
      end: earlier(grant.end, within.end),
    }))
    .filter(({ start, end }) => !start || !end || start < end);
}
