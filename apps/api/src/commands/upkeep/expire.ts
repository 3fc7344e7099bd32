import { appendEvent, inTransaction, lockRows, type NewEvent } from '@mandate/db';
import { dropOfferTo, lapseOffers } from '../../features/ownership/lapsing.ts';
import { cancelOffersOf, expireInvitations } from './invitations.ts';
import { expireMembers } from './members.ts';
import type { Telling } from './reminders.ts';

/** Writes down, in one transaction, all that ran out in an account. */
export function expireIn({ orm, env }: Pick<Telling, 'orm' | 'env'>, accountId: string): Promise<void> {
  return inTransaction(orm, { account: accountId }, async (em) => {
    await lockRows(em, { accountId, account: 'share' });
    const events: NewEvent[] = [];
    for (const { userId, gone, event } of await expireMembers(em, accountId)) {
      events.push(event);
      if (!gone) continue;
      events.push(...(await cancelOffersOf(em, accountId, userId)));
      events.push(...(await dropOfferTo(em, accountId, userId)));
    }
    events.push(...(await expireInvitations(em, accountId)));
    events.push(...(await lapseOffers({ em, env }, accountId)));
    for (const event of events) await appendEvent(em, event);
  });
}
