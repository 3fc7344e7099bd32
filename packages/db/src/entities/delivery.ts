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
    /** A known reason, to be said in the reader's language. */
    cause: p.text().nullable(),
    /** The words of the server that refused or delayed it. */
    reason: p.text().nullable(),
    /** How much the state tells; it only grows. */
    rank: p.smallint().onCreate(() => 0),
    at: instant(),
  },
});

export class Delivery extends DeliverySchema.class {}
DeliverySchema.setClass(Delivery);
