import type { MemberFacts } from '@mandate/db';
import { memberStanding } from '@mandate/policy';

/** May this person enter the account now (S22)? */
export const enterable = (facts: MemberFacts): boolean =>
  memberStanding(facts) === 'active' && facts.account.state !== 'closed';

/** What can be entered, then what may be again, then what is over. */
function rankOf(facts: MemberFacts): number {
  if (enterable(facts)) return 0;
  const rests = ['suspended', 'not_started'].includes(memberStanding(facts));
  return rests && facts.account.state !== 'closed' ? 1 : 2;
}

/** What can be entered first; of those own accounts, then those used last. */
export function inOrder(accounts: readonly MemberFacts[]): MemberFacts[] {
  const rank = new Map(accounts.map((facts) => [facts, rankOf(facts)]));
  return accounts.toSorted(
    (a, b) =>
      rank.get(a)! - rank.get(b)! ||
      Number(b.owner) - Number(a.owner) ||
      (b.member.lastActiveAt?.getTime() ?? 0) - (a.member.lastActiveAt?.getTime() ?? 0),
  );
}

export const accountNamed = (q: string | undefined) => {
  const wanted = q?.toLocaleLowerCase();
  return ({ account }: MemberFacts): boolean => !wanted || account.name.toLocaleLowerCase().includes(wanted);
};
