import { currentLocale, m } from '@mandate/messages';
import { shortDay } from '#lib/dates.ts';

const DAY = 86_400_000;
const dateOf = (at: string | number, timeZone: string) =>
  new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' }).format(new Date(at));

/** Entries of one day together, in the order they have. */
export function byDay<Entry extends { at: string }>(entries: readonly Entry[], timeZone: string) {
  const days: { date: string; entries: Entry[] }[] = [];
  for (const entry of entries) {
    const date = dateOf(entry.at, timeZone);
    const last = days.at(-1);
    if (last?.date === date) last.entries.push(entry);
    else days.push({ date, entries: [entry] });
  }
  return days;
}

/** "Today, Sunday 22 Nov 2026" */
export function dayHeading(date: string, timeZone: string, now: number = Date.now()): string {
  const weekday = new Intl.DateTimeFormat(currentLocale(), { weekday: 'long', timeZone: 'UTC' });
  const day = `${weekday.format(new Date(date))} ${shortDay(date, 'UTC')}`;
  if (date === dateOf(now, timeZone)) return m.account_activity_today({ day });
  if (date === dateOf(now - DAY, timeZone)) return m.account_activity_yesterday({ day });
  return day.charAt(0).toUpperCase() + day.slice(1);
}
