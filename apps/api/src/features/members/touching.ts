import type { MemberFacts } from '@mandate/db';
import { covers, mayTouch, type GrantSpec } from '@mandate/policy';
import { Refusal } from '../../errors.ts';
import type { Working } from '../working.ts';
import { memberFacts } from './queries.ts';

/** Not oneself, not the owner, nobody stronger (S7). */
export function assertMayTouch(ctx: Working, target: MemberFacts): void {
  const details = { account: ctx.account.name, who: [ctx.account.ownerName], words: { name: target.name } };
  if (target.owner) throw new Refusal('MEMBER_IS_OWNER', details);
  if (target.userId === ctx.user.id) throw new Refusal('MEMBER_IS_SELF', details);
  if (!mayTouch(ctx.bundle(), ctx.facts, target)) throw new Refusal('MEMBER_STRONGER', details);
}

/** The facts of a member whom the asking person may touch. */
export async function target(ctx: Working, userId: string): Promise<MemberFacts> {
  const facts = await memberFacts(ctx, userId);
  assertMayTouch(ctx, facts);
  return facts;
}

/** Is `after` no more than `before`, from now on? */
export const isReduction = (
  ctx: Working,
  before: readonly GrantSpec[],
  after: readonly GrantSpec[],
): boolean => covers(ctx.bundle(), { grants: before, from: ctx.now }, { grants: after, from: ctx.now });
