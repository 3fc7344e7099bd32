import { defineEntity, p } from '@mikro-orm/core';
import { createdAt } from './columns.ts';

const QuoteSchema = defineEntity({
  name: 'Quote',
  tableName: 'quotes',
  properties: {
    id: p.text().primary(),
    accountId: p.text(),
    number: p.text(),
    title: p.text(),
    amountCents: p.integer(),
    currency: p.text().default('EUR'),
    state: p.enum(['open', 'accepted'] as const).default('open'),
    validUntil: p.date(),
    createdAt: createdAt(),
  },
});

export class Quote extends QuoteSchema.class {}
QuoteSchema.setClass(Quote);
