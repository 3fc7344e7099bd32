import { defineEntity, p } from '@mikro-orm/core';
import { createdAt } from './columns.ts';

/** A reference to a means of payment: never more of its number than the last four digits. */
const PaymentMethodSchema = defineEntity({
  name: 'PaymentMethod',
  tableName: 'payment_methods',
  properties: {
    id: p.text().primary(),
    accountId: p.text(),
    kind: p.enum(['card', 'debit'] as const),
    label: p.text(),
    lastFour: p.text(),
    expiresOn: p.date().nullable(),
    preferred: p.boolean().default(false),
    createdAt: createdAt(),
  },
});

export class PaymentMethod extends PaymentMethodSchema.class {}
PaymentMethodSchema.setClass(PaymentMethod);
