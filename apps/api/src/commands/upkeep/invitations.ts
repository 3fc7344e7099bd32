import type { Em, NewEvent } from '@mandate/db';
import { cancelInvitationsOf } from '../../features/invitations/cancelling.ts';
import { systemEvent } from '../event.ts';

interface Closed {
  id: string;
  email: string;
}

const eventsOf = (accountId: string, action: string, closed: Closed[]): NewEvent[] =>
  closed.map(({ id, email }) => systemEvent(accountId, { action, data: { invitation: id, email } }));

/** Cancels what a person whose access just ended had offered (S12.9). */
export const cancelOffersOf = async (em: Em, accountId: string, inviter: string): Promise<NewEvent[]> =>
  eventsOf(accountId, 'invitation.cancelled', await cancelInvitationsOf(em, accountId, inviter));

/** Marks invitations that nobody answered in time. */
export async function expireInvitations(em: Em, accountId: string): Promise<NewEvent[]> {
  const closed = await em.execute<Closed[]>(
    `update invitations set state = 'expired'
     where account_id = ? and state = 'open' and expires_at <= clock_timestamp() returning id, email`,
    [accountId],
  );
  return eventsOf(accountId, 'invitation.expired', closed);
}
