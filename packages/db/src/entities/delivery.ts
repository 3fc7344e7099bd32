import { defineEntity, p } from '@mikro-orm/core';
import { instant } from './columns.ts';

const states = [
  'queued',
  'sent',
  'delivered',
  'delayed',
  'bounced',
  'complained',
  'failed',
  'cancelled',
] as const;

/** What became of a mail. As with the outbox, no column is read back after writing. */
const DeliverySchema = defineEntity({
  name: 'Delivery',
  tableName: 'deliveries',
  properties: {
    outboxId: p.text().primary(),
    accountId: p.text().nullable(),
    state: p.enum(states),
    reason: p.text().nullable(),
    at: instant(),
  },
});

export class Delivery extends DeliverySchema.class {}
DeliverySchema.setClass(Delivery);
