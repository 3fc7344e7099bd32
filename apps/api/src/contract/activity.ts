import { z } from 'zod';
import { day } from './grants.ts';
import { account, page, search } from './text.ts';

/** What the log can be narrowed to; `account` is what concerns users and the account itself. */
export const activityAreas = ['services', 'domains', 'billing', 'support', 'account'] as const;

const filter = {
  account,
  q: search,
  area: z.enum(activityAreas).optional(),
  from: day.optional(),
  until: day.optional(),
};

export const activityList = z.strictObject({
  ...filter,
  page,
  /** How much of the seal is checked: the newest entries, or all of them. */
  seal: z.enum(['newest', 'all']).default('newest'),
});

/** `before`: the number of the last entry that was read. */
export const activityExport = z.strictObject({ ...filter, before: z.int().min(1).optional() });
