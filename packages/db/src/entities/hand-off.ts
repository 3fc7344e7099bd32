import { defineEntity, p } from '@mikro-orm/core';
import { createdAt, instant } from './columns.ts';

const HandOffSchema = defineEntity({
  name: 'HandOff',
  tableName: 'hand_offs',
  properties: {
    tokenHash: p.text().primary(),
    accountId: p.text(),
    invitationId: p.text(),
    way: p.enum(['mailed', 'copied'] as const),
    expiresAt: instant(),
    createdAt: createdAt(),
  },
});

export class HandOff extends HandOffSchema.class {}
HandOffSchema.setClass(HandOff);
