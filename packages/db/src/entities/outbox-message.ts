import { defineEntity, p } from '@mikro-orm/core';
import { instant, locale } from './columns.ts';

/**
 * No column default here is read back by the ORM: a row without an account may be written but not read by the
 * login that writes it, and `returning` is reading.
 */
const OutboxMessageSchema = defineEntity({
  name: 'OutboxMessage',
  tableName: 'outbox_messages',
  properties: {
    id: p.text().primary(),
    accountId: p.text().nullable(),
    kind: p.text(),
    resource: p.text().nullable(),
    invitationId: p.text().nullable(),
    userId: p.text().nullable(),
    recipient: p.text(),
    locale: locale(),
    subject: p.text(),
    /** Encrypted JSON of html and text; null once sent. */
    body: p.text().nullable(),
    createdAt: instant(),
    sendAfter: instant(),
    /** Much mail of its account was waiting when it came: it lets others pass. */
    crowded: p.boolean().onCreate(() => false),
    attempts: p.integer().onCreate(() => 0),
    /** From then on the provider remembers the mail's idempotency key. */
    firstTriedAt: instant().nullable(),
    leaseUntil: instant().nullable(),
    sentAt: instant().nullable(),
    providerId: p.text().nullable(),
    failedAt: instant().nullable(),
    lastError: p.text().nullable(),
    cancelledAt: instant().nullable(),
  },
});

export class OutboxMessage extends OutboxMessageSchema.class {}
OutboxMessageSchema.setClass(OutboxMessage);
