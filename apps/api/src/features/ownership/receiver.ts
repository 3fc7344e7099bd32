import type { MemberFacts } from '@mandate/db';
import { memberStanding, type Facts } from '@mandate/policy';
import { Refusal } from '../../errors.ts';
import type { RefusalCode } from '../../contract/refusals.ts';

/** When all of somebody's access is over; null when part of it has no end. */
function endOfAccess({ member, grants }: Facts): Date | null {
  if (member?.end) return member.end;
  const ends = grants.map(({ end }) => end);
  return ends.length > 0 && ends.every((end) => end !== undefined) ? ends[0]! : null;
}

/** Why ownership cannot pass to this member now: an owner has no dates and no suspension (S15). */
export function obstacle(facts: Facts): RefusalCode | null {
  const standing = memberStanding(facts);
  if (standing === 'suspended') return 'OFFER_RECEIVER_SUSPENDED';
  if (standing === 'not_started') return 'OFFER_RECEIVER_NOT_STARTED';
  return standing !== 'active' || endOfAccess(facts) ? 'OFFER_RECEIVER_ENDS' : null;
}

export function assertMayReceive(facts: Facts & Pick<MemberFacts, 'account'>, name: string): void {
  const code = obstacle(facts);
  if (code) throw new Refusal(code, { account: facts.account.name, words: { name } });
}

/** The same at the acceptance, in words for the receiver: dates are for somebody else to take away. */
export function assertReceives(facts: Facts & Pick<MemberFacts, 'account'>): void {
  if (!obstacle(facts)) return;
  const { name, ownerName } = facts.account;
  throw new Refusal('OFFER_RECEIVER_IS_YOU', { account: name, who: [ownerName] });
}
