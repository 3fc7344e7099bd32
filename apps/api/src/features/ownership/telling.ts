import { User, type OwnershipOffer } from '@mandate/db';
import { queueMail } from '../../outbox/queue.ts';
import type { Working } from '../working.ts';
import { sayColleague } from './afterwards.ts';

type News = 'ownershipOffered' | 'ownershipAccepted' | 'ownershipDeclined' | 'ownershipWithdrawn';

/** Tells both sides by mail, each in their language, what happened and what it means for them. */
export async function tellBoth(ctx: Working, kind: News, offer: OwnershipOffer): Promise<void> {
  const [owner, receiver] = [
    await ctx.em.findOneOrFail(User, { id: offer.fromUserId }),
    await ctx.em.findOneOrFail(User, { id: offer.toUserId }),
  ];
  const about = {
    ...{ accountId: ctx.account.id, accountName: ctx.account.name, timeZone: ctx.account.timeZone },
    ...{ ownerName: owner.name, receiverName: receiver.name },
    ...{ afterwards: offer.afterwards, expiresAt: offer.expiresAt },
  };
  for (const [side, person] of [
    ['receiver', receiver],
    ['owner', owner],
  ] as const) {
    const stays = kind === 'ownershipOffered' || kind === 'ownershipAccepted';
    const mood = kind === 'ownershipOffered' ? 'will' : 'now';
    const colleague =
      stays && offer.afterwards === 'colleague' ? (await sayColleague(ctx, person.locale, mood)).can : [];
    await queueMail(ctx, {
      ...{ kind, to: person.email, locale: person.locale, userId: person.id },
      ...{ account: { id: ctx.account.id }, resource: 'admin' },
      props: { ...about, side, colleague },
    });
  }
}
