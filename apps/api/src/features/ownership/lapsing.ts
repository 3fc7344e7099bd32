import { Account, User, type Em, type NewEvent } from '@mandate/db';
import { systemEvent } from '../../commands/event.ts';
import { queueMail } from '../../outbox/queue.ts';
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

interface Lapsing {
  em: Em;
  env: { MAIL_KEY: string; ORIGIN: string };
}

/** Marks an offer that nobody answered in its 24 hours, and tells who made it. */
export async function lapseOffers(work: Lapsing, accountId: string): Promise<NewEvent[]> {
  const events: NewEvent[] = [];
  for (const offer of await lapseOffer(work.em, accountId)) {
    await tellLapse(work, accountId, offer.toUserId);
    events.push(await lapsedEvent(work.em, accountId, offer));
  }
  return events;
}

async function tellLapse({ em, env }: Lapsing, accountId: string, toUserId: string): Promise<void> {
  const account = await em.findOneOrFail(Account, { id: accountId });
  const owner = await em.findOneOrFail(User, { id: account.ownerUserId });
  const receiver = await em.findOneOrFail(User, { id: toUserId });
  await queueMail(
    { em, env },
    {
      ...{ kind: 'ownershipLapsed', to: owner.email, locale: owner.locale, userId: owner.id },
      ...{ account: { id: accountId }, resource: 'admin' },
      props: { accountId, accountName: account.name, receiverName: receiver.name },
    },
  );
}

/** The offer made to somebody whose access has just run out. */
export async function dropOfferTo(em: Em, accountId: string, userId: string): Promise<NewEvent[]> {
  const dropped = await cancelOffer(em, accountId, userId);
  return Promise.all(dropped.map((offer) => event(em, accountId, 'ownership.cancelled', offer)));
}
