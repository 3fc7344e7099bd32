import { defineEntity, p } from '@mikro-orm/core';
import { createdAt, instant } from './columns.ts';

const CommandSchema = defineEntity({
  name: 'Command',
  tableName: 'commands',
  properties: {
    id: p.text().primary(),
    accountId: p.text(),
    resource: p.text(),
    kind: p.text(),
    requestedBy: p.text(),
    payload: p.json<Record<string, unknown>>(),
    state: p.enum(['requested', 'running', 'done', 'failed'] as const).default('requested'),
    createdAt: createdAt(),
    startedAt: instant().nullable(),
    finishedAt: instant().nullable(),
    leaseUntil: instant().nullable(),
    attempts: p.integer().default(0),
    error: p.text().nullable(),
    /** Encrypted; null once shown, or when its time is over. */
    secret: p.text().nullable(),
    secretUntil: instant().nullable(),
  },
});

export class Command extends CommandSchema.class {}
CommandSchema.setClass(Command);
