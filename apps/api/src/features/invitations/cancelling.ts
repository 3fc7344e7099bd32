import type { Em } from '@mandate/db';

/** Pending invitations die with their inviter's access (S12.6, S12.9), in the same transaction. */
export const cancelInvitationsOf = (
  em: Em,
  accountId: string,
  inviter: string,
): Promise<{ id: string; email: string }[]> =>
  em.execute(
    `update invitations set state = 'cancelled', answered_at = date_trunc('milliseconds', clock_timestamp())
     where id in (
       select id from invitations
       where account_id = ? and inviter_user_id = ? and state = 'open' order by id for update)
     returning id, email`,
    [accountId, inviter],
  );
