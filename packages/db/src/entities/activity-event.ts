import { defineEntity, p } from '@mikro-orm/core';
import { instant } from './columns.ts';

export type ActorKind = 'user' | 'provider' | 'system';

const ActivityEventSchema = defineEntity({
  name: 'ActivityEvent',
  tableName: 'activity_events',
  properties: {
    accountId: p.text().primary(),
    seq: p.integer().primary(),
    at: instant(),
    actorKind: p.enum(['user', 'provider', 'system'] as const),
    actorUserId: p.text().nullable(),
    actorName: p.text(),
    action: p.text(),
    resource: p.text().nullable(),
    subjectUserId: p.text().nullable(),
    subjectName: p.text().nullable(),
    data: p.json<Record<string, unknown>>(),
    prevHash: p.text(),
    hash: p.text(),
  },
});

export class ActivityEvent extends ActivityEventSchema.class {}
ActivityEventSchema.setClass(ActivityEvent);
