import { Temporal } from 'temporal-polyfill';

/** The first instant of a day (`2027-03-31`) in the account's time zone. */
export const startOfDay = (day: string, timeZone: string): Date =>
  new Date(Temporal.PlainDate.from(day).toZonedDateTime(timeZone).epochMilliseconds);

/** "Until 31 December" ends at the first instant of 1 January (S10). */
export const endOfDay = (day: string, timeZone: string): Date =>
  new Date(Temporal.PlainDate.from(day).add({ days: 1 }).toZonedDateTime(timeZone).epochMilliseconds);

const dayOf = (milliseconds: number, timeZone: string): string =>
  Temporal.Instant.fromEpochMilliseconds(milliseconds).toZonedDateTimeISO(timeZone).toPlainDate().toString();

export const firstDay = (start: Date, timeZone: string): string => dayOf(start.getTime(), timeZone);

/** The last day that an end (excluded) still includes. */
export const lastDay = (end: Date, timeZone: string): string => dayOf(end.getTime() - 1, timeZone);
