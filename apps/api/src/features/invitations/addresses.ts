import { Invitation } from '@mandate/db';
import type { Working } from '../working.ts';

export type AddressProblem = 'ALREADY_MEMBER' | 'INVITATION_ALREADY_OPEN';

/** Why this address cannot be invited now; null when it can. */
export async function problemOf(ctx: Working, email: string): Promise<AddressProblem | null> {
  const member = await ctx.em.execute<object[]>(
    `select 1 from memberships m join users u on u.id = m.user_id
     where m.account_id = ? and m.ended_at is null and u.email = ?`,
    [ctx.account.id, email],
  );
  if (member.length) return 'ALREADY_MEMBER';
  const open = { accountId: ctx.account.id, email, state: 'open', expiresAt: { $gt: ctx.now } } as const;
  return (await ctx.em.count(Invitation, open)) ? 'INVITATION_ALREADY_OPEN' : null;
}
