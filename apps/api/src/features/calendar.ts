import type { Access } from '../access.ts';
import { firstDay } from '../days.ts';

/** The day it is in the account's time zone, by the database's clock. */
export const today = ({ now, account }: Pick<Access, 'now' | 'account'>): string =>
  firstDay(now, account.timeZone);

/** A day (`2027-03-31`) some days later. */
export function addDays(day: string, days: number): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}
