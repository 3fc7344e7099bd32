import { defineEntity, p } from '@mikro-orm/core';
import type { Scope } from '../policy-types.ts';
import { createdAt, instant } from './columns.ts';

const GrantSchema = defineEntity({
  name: 'Grant',
  tableName: 'grants',
  properties: {
    id: p.text().primary(),
    accountId: p.text(),
    userId: p.text(),
    preset: p.text().nullable(),
    permission: p.text().nullable(),
    /** Null: the area is not named, and so not given. */
    services: p.json<Scope>().nullable(),
    domains: p.json<Scope>().nullable(),
    billing: p.boolean().default(false),
    support: p.boolean().default(false),
    admin: p.boolean().default(false),
    startAt: createdAt(),
    endAt: instant().nullable(),
    givenBy: p.text(),
    createdAt: createdAt(),
    endedAt: instant().nullable(),
    endReason: p.text().nullable(),
    /** When both sides were told that it ends. */
    remindedAt: instant().nullable(),
  },
});

export class Grant extends GrantSchema.class {}
GrantSchema.setClass(Grant);
