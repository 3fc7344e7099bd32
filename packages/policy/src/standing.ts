import type { Facts } from './facts.ts';
import { activeGrants, within } from './facts.ts';

/** Where somebody who is, or once was, a member stands now (S10); the words of the log are these as well. */
export type Standing = 'active' | 'removed' | 'left' | 'ended' | 'suspended' | 'not_started';

/** Only the active hold rights. Somebody who never was a member stands as one removed. */
export function memberStanding(facts: Facts): Standing {
  const { owner, member, grants, now } = facts;
  if (owner) return 'active';
  if (member === null) return 'removed';
  if (member.ended != null) return member.ended === 'expired' ? 'ended' : member.ended;
  if (member.suspended) return 'suspended';
  if (!within({ start: member.start }, now)) return 'not_started';
  if (!within({ end: member.end }, now)) return 'ended';
  if (activeGrants(facts).length > 0) return 'active';
  const coming = grants.some((grant) => !within({ start: grant.start }, now));
  return coming ? 'not_started' : 'ended';
}
