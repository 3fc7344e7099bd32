import { User, type Em, type NewEvent } from '@mandate/db';
import { systemEvent } from '../../commands/event.ts';
import { cancelOffer, lapseOffer, type EndedOffer } from './ending.ts';

const event = async (
  em: Em,
  accountId: string,
  action: string,
  { toUserId }: EndedOffer,
): Promise<NewEvent> => {
  const { name } = await em.findOneOrFail(User, { id: toUserId });
  return systemEvent(accountId, { action, resource: 'admin', subjectUserId: toUserId, subjectName: name });
};

export const lapsedEvent = (em: Em, accountId: string, offer: EndedOffer): Promise<NewEvent> =>
  event(em, accountId, 'ownership.expired', offer);

/** Marks an offer that nobody answered in its 24 hours. */
export async function lapseOffers(em: Em, accountId: string): Promise<NewEvent[]> {
  const lapsed = await lapseOffer(em, accountId);
  return Promise.all(lapsed.map((offer) => lapsedEvent(em, accountId, offer)));
}

/** The offer made to somebody whose access has just run out. */
export async function dropOfferTo(em: Em, accountId: string, userId: string): Promise<NewEvent[]> {
  const dropped = await cancelOffer(em, accountId, userId);
  return Promise.all(dropped.map((offer) => event(em, accountId, 'ownership.cancelled', offer)));
}
