import { p } from '@mikro-orm/core';

/** An instant to the millisecond, as JavaScript keeps it: finer ones would round into the future. */
export const instant = () => p.datetime(3);

/** When the row was made, by the database's clock. */
export const createdAt = () => instant().defaultRaw("date_trunc('milliseconds', clock_timestamp())");

export const locale = () => p.enum(['en', 'fr'] as const);

export type Locale = 'en' | 'fr';
