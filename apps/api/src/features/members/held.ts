import type { MemberFacts } from '@mandate/db';
import type { GrantSpec } from '@mandate/policy';

export interface Dates {
  start?: Date | null | undefined;
  end?: Date | null | undefined;
}

/** What somebody holds already, within the dates of the membership as they are and as they will be. */
export interface Held {
  grants: readonly GrantSpec[];
  was: Dates;
  will: Dates;
}

/** Somebody who holds nothing here yet. */
export const newHands: Held = { grants: [], was: {}, will: {} };

export const datesOfMember = ({ member }: MemberFacts): Dates => ({ start: member.start, end: member.end });

export const heldBy = (facts: MemberFacts, will: Dates = datesOfMember(facts)): Held => ({
  grants: facts.grants,
  was: datesOfMember(facts),
  will,
});
