import type { MemberFacts } from '@mandate/db';
import { memberStanding } from '@mandate/policy';

/** May this person enter the account now (S22)? */
export const enterable = (facts: MemberFacts): boolean =>
  memberStanding(facts) === 'active' && facts.account.state !== 'closed';

/** Own accounts first, then those used last. */
export const byUse = (a: MemberFacts, b: MemberFacts): number =>
  Number(b.owner) - Number(a.owner) ||
  (b.member.lastActiveAt?.getTime() ?? 0) - (a.member.lastActiveAt?.getTime() ?? 0);

export const accountNamed = (q: string | undefined) => {
  const wanted = q?.toLocaleLowerCase();
  return ({ account }: MemberFacts): boolean => !wanted || account.name.toLocaleLowerCase().includes(wanted);
};
