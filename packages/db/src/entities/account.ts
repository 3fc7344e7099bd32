import { defineEntity, p } from '@mikro-orm/core';
import { createdAt, locale } from './columns.ts';

const AccountSchema = defineEntity({
  name: 'Account',
  tableName: 'accounts',
  properties: {
    id: p.text().primary(),
    name: p.text(),
    ownerUserId: p.text(),
    state: p.enum(['active', 'suspended', 'closed'] as const).default('active'),
    timeZone: p.text().default('Europe/Paris'),
    locale: locale(),
    epoch: p.integer().default(1),
    createdAt: createdAt(),
    company: p.text().nullable(),
    street: p.text().nullable(),
    postalCode: p.text().nullable(),
    city: p.text().nullable(),
    country: p.text().nullable(),
    vatId: p.text().nullable(),
    phone: p.text().nullable(),
    billingEmail: p.text().nullable(),
    technicalEmail: p.text().nullable(),
  },
});

export class Account extends AccountSchema.class {}
AccountSchema.setClass(Account);
