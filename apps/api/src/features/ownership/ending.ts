import type { Em } from '@mandate/db';

const wall = `date_trunc('milliseconds', clock_timestamp())`;

/** An open offer of ownership, as it is answered or ends. */
export interface EndedOffer {
  id: string;
  toUserId: string;
}

type End = 'accepted' | 'declined' | 'withdrawn';

/** Answers an offer that is open and in time; false when it no longer is. */
export async function endOffer(em: Em, of: { accountId: string; id: string }, as: End): Promise<boolean> {
  const ended = await em.execute<object[]>(
    `update ownership_offers set state = ?, answered_at = ${wall}
     where account_id = ? and id = ? and state = 'open' and expires_at > clock_timestamp() returning id`,
    [as, of.accountId, of.id],
  );
  return ended.length === 1;
}

/**
 * The open offer dies with the access of its receiver, and with the account's being active, in the transaction of
 * that change.
 */
export const cancelOffer = (em: Em, accountId: string, toUserId?: string): Promise<EndedOffer[]> =>
  em.execute<EndedOffer[]>(
    `update ownership_offers set state = 'cancelled', answered_at = ${wall}
     where account_id = ? and state = 'open' and (?::text is null or to_user_id = ?)
     returning id, to_user_id as "toUserId"`,
    [accountId, toUserId ?? null, toUserId ?? null],
  );

/** Marks an offer that nobody answered in time; the clock has refused it since. */
export const lapseOffer = (em: Em, accountId: string): Promise<EndedOffer[]> =>
  em.execute<EndedOffer[]>(
    `update ownership_offers set state = 'expired', answered_at = ${wall}
     where account_id = ? and state = 'open' and expires_at <= clock_timestamp()
     returning id, to_user_id as "toUserId"`,
    [accountId],
  );
