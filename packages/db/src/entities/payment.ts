import { defineEntity, p } from '@mikro-orm/core';
import { createdAt } from './columns.ts';

const PaymentSchema = defineEntity({
  name: 'Payment',
  tableName: 'payments',
  properties: {
    id: p.text().primary(),
    accountId: p.text(),
    invoiceId: p.text(),
    /** Null once the method was removed; its label stays. */
    paymentMethodId: p.text().nullable(),
    methodLabel: p.text(),
    amountCents: p.integer(),
    currency: p.text().default('EUR'),
    paidBy: p.text(),
    createdAt: createdAt(),
  },
});

export class Payment extends PaymentSchema.class {}
PaymentSchema.setClass(Payment);
