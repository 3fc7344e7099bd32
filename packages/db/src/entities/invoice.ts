import { defineEntity, p } from '@mikro-orm/core';
import { instant } from './columns.ts';

export interface InvoiceLine {
  label: string;
  amountCents: number;
}

const InvoiceSchema = defineEntity({
  name: 'Invoice',
  tableName: 'invoices',
  properties: {
    id: p.text().primary(),
    accountId: p.text(),
    number: p.text(),
    lines: p.json<InvoiceLine[]>(),
    amountCents: p.integer(),
    currency: p.text().default('EUR'),
    state: p.enum(['due', 'paid'] as const).default('due'),
    issuedOn: p.date(),
    dueOn: p.date(),
    paidAt: instant().nullable(),
  },
});

export class Invoice extends InvoiceSchema.class {}
InvoiceSchema.setClass(Invoice);
