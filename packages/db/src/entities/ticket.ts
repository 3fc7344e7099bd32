import { defineEntity, p } from '@mikro-orm/core';
import { createdAt } from './columns.ts';

const TicketSchema = defineEntity({
  name: 'Ticket',
  tableName: 'tickets',
  properties: {
    id: p.text().primary(),
    accountId: p.text(),
    number: p.integer(),
    subject: p.text(),
    state: p.enum(['open', 'answered', 'closed'] as const).default('open'),
    openedBy: p.text(),
    createdAt: createdAt(),
    updatedAt: createdAt(),
  },
});

export class Ticket extends TicketSchema.class {}
TicketSchema.setClass(Ticket);
