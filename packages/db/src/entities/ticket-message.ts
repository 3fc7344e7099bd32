import { defineEntity, p } from '@mikro-orm/core';
import { createdAt } from './columns.ts';

const TicketMessageSchema = defineEntity({
  name: 'TicketMessage',
  tableName: 'ticket_messages',
  properties: {
    id: p.text().primary(),
    accountId: p.text(),
    ticketId: p.text(),
    /** Null: written by the provider's staff. */
    authorUserId: p.text().nullable(),
    authorName: p.text(),
    body: p.text(),
    createdAt: createdAt(),
  },
});

export class TicketMessage extends TicketMessageSchema.class {}
TicketMessageSchema.setClass(TicketMessage);
