import { defineEntity, p } from '@mikro-orm/core';
import { createdAt, instant } from './columns.ts';

const MembershipSchema = defineEntity({
  name: 'Membership',
  tableName: 'memberships',
  properties: {
    accountId: p.text().primary(),
    userId: p.text().primary(),
    suspendedAt: instant().nullable(),
    suspendedBy: p.text().nullable(),
    startAt: instant().nullable(),
    endAt: instant().nullable(),
    endSetAt: instant().nullable(),
    /** The end that both sides were told of. */
    remindedEnd: instant().nullable(),
    /** Not told yet: that the account was closed, or is open again. */
    stateNews: p.enum(['closed', 'closed_by_owner', 'opened'] as const).nullable(),
    endedAt: instant().nullable(),
    endReason: p.enum(['removed', 'left', 'expired'] as const).nullable(),
    endedBy: p.text().nullable(),
    epoch: p.integer().default(1),
    createdAt: createdAt(),
    lastActiveAt: instant().nullable(),
  },
});

export class Membership extends MembershipSchema.class {}
MembershipSchema.setClass(Membership);
