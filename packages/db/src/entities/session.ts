import { defineEntity, p } from '@mikro-orm/core';
import { createdAt, instant } from './columns.ts';

const SessionSchema = defineEntity({
  name: 'Session',
  tableName: 'sessions',
  properties: {
    /** SHA-256 of the token, in hexadecimal. */
    id: p.text().primary(),
    publicId: p.text(),
    userId: p.text(),
    createdAt: createdAt(),
    expiresAt: instant(),
    lastUsedAt: createdAt(),
    userAgent: p.text().onCreate(() => ''),
    clientAddress: p.text().onCreate(() => ''),
  },
});

export class Session extends SessionSchema.class {}
SessionSchema.setClass(Session);
