import { defineEntity, p } from '@mikro-orm/core';
import { createdAt, instant } from './columns.ts';

const EmailTokenSchema = defineEntity({
  name: 'EmailToken',
  tableName: 'email_tokens',
  properties: {
    id: p.text().primary(),
    purpose: p.enum(['verify', 'reset', 'change'] as const),
    tokenHash: p.text(),
    userId: p.text(),
    email: p.text(),
    expiresAt: instant(),
    usedAt: instant().nullable(),
    createdAt: createdAt(),
  },
});

export class EmailToken extends EmailTokenSchema.class {}
EmailTokenSchema.setClass(EmailToken);
