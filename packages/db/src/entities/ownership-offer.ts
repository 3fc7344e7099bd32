import { defineEntity, p } from '@mikro-orm/core';
import { createdAt, instant } from './columns.ts';

const OwnershipOfferSchema = defineEntity({
  name: 'OwnershipOffer',
  tableName: 'ownership_offers',
  properties: {
    id: p.text().primary(),
    accountId: p.text(),
    fromUserId: p.text(),
    toUserId: p.text(),
    /** What becomes of the former owner: chosen with the offer, shown to both. */
    afterwards: p.enum(['colleague', 'leaves'] as const),
    state: p
      .enum(['open', 'accepted', 'declined', 'withdrawn', 'cancelled', 'expired'] as const)
      .default('open'),
    expiresAt: instant(),
    createdAt: createdAt(),
    answeredAt: instant().nullable(),
  },
});

export class OwnershipOffer extends OwnershipOfferSchema.class {}
OwnershipOfferSchema.setClass(OwnershipOffer);
