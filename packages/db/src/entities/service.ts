import { defineEntity, p } from '@mikro-orm/core';
import { createdAt } from './columns.ts';

const ServiceSchema = defineEntity({
  name: 'Service',
  tableName: 'services',
  properties: {
    id: p.text().primary(),
    accountId: p.text(),
    name: p.text(),
    kind: p.enum(['hosting', 'server', 'mail'] as const),
    plan: p.text(),
    region: p.text(),
    state: p.enum(['active', 'stopped', 'cancelled'] as const).default('active'),
    address: p.text(),
    username: p.text(),
    priceCents: p.integer(),
    currency: p.text().default('EUR'),
    renewsOn: p.date(),
    createdAt: createdAt(),
  },
});

export class Service extends ServiceSchema.class {}
ServiceSchema.setClass(Service);
