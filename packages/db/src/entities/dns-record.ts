import { defineEntity, p } from '@mikro-orm/core';

const DnsRecordSchema = defineEntity({
  name: 'DnsRecord',
  tableName: 'dns_records',
  properties: {
    id: p.text().primary(),
    accountId: p.text(),
    domainId: p.text(),
    type: p.text(),
    name: p.text(),
    value: p.text(),
    ttl: p.integer().default(3600),
  },
});

export class DnsRecord extends DnsRecordSchema.class {}
DnsRecordSchema.setClass(DnsRecord);
