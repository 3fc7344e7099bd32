import { defineEntity, p } from '@mikro-orm/core';
import { createdAt } from './columns.ts';

const DomainSchema = defineEntity({
  name: 'Domain',
  tableName: 'domains',
  properties: {
    id: p.text().primary(),
    accountId: p.text(),
    name: p.text(),
    state: p.enum(['active', 'leaving'] as const).default('active'),
    expiresOn: p.date(),
    autoRenew: p.boolean().default(true),
    transferLock: p.boolean().default(true),
    nameservers: p.array(),
    registrantName: p.text(),
    registrantEmail: p.text(),
    createdAt: createdAt(),
  },
});

export class Domain extends DomainSchema.class {}
DomainSchema.setClass(Domain);
