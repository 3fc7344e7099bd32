import { defineEntity, p } from '@mikro-orm/core';

/** The last link of an account's chain of events: the row whose lock puts its events in one order. */
const ActivityHeadSchema = defineEntity({
  name: 'ActivityHead',
  tableName: 'activity_heads',
  properties: {
    accountId: p.text().primary(),
    seq: p.integer(),
    hash: p.text(),
  },
});

export class ActivityHead extends ActivityHeadSchema.class {}
ActivityHeadSchema.setClass(ActivityHead);
