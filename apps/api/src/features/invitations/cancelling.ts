import type { Working } from '../working.ts';

/** Pending invitations die with their inviter's access (S12.6), in the same transaction. @returns their addresses. */
export async function cancelInvitationsOf(
  ctx: Pick<Working, 'em' | 'account'>,
  inviter: string,
): Promise<string[]> {
  const rows = await ctx.em.execute<{ email: string }[]>(
    `update invitations set state = 'cancelled', answered_at = date_trunc('milliseconds', clock_timestamp())
     where account_id = ? and state = 'open' and id in (
       select id from invitations where account_id = ? and inviter_user_id = ? and state = 'open' order by id for update)
     returning email`,
    [ctx.account.id, ctx.account.id, inviter],
  );
  return rows.map((row) => row.email).sort();
}
