import type { Em } from '@mandate/db';
import { recordSystemEvent } from '../event.ts';

interface Closed {
  id: string;
  email: string;
}

/** Cancels what people whose access just ended had offered (S12.9). */
export async function cancelInvitationsOf(em: Em, accountId: string, inviters: string[]): Promise<void> {
  for (const inviter of inviters) {
    const closed = await em.execute<Closed[]>(
      `update invitations set state = 'cancelled', answered_at = clock_timestamp()
       where account_id = ? and inviter_user_id = ? and state = 'open' returning id, email`,
      [accountId, inviter],
    );
    await record(em, accountId, 'invitation.cancelled', closed);
  }
}

/** Marks invitations that nobody answered in time. */
export async function expireInvitations(em: Em, accountId: string): Promise<void> {
  const closed = await em.execute<Closed[]>(
    `update invitations set state = 'expired'
     where account_id = ? and state = 'open' and expires_at <= clock_timestamp() returning id, email`,
    [accountId],
  );
  await record(em, accountId, 'invitation.expired', closed);
}

async function record(em: Em, accountId: string, action: string, closed: Closed[]): Promise<void> {
  for (const { id, email } of closed) await recordSystemEvent(em, accountId, { action, data: { invitation: id, email } });
}
