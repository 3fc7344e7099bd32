import { currentLocale } from '@mandate/messages';

type Instant = string | number | Date;

const tag = () => (currentLocale() === 'fr' ? 'fr-FR' : 'en-GB');

/** French writes the first of a month "1er"; day and month never part at the end of a line. */
function typeset(text: string): string {
  const first = currentLocale() === 'fr' ? text.replace(/^1(?=\s)/, '1er') : text;
  return first.replace(/^(\d+(?:er)?) /, '$1\u00a0');
}

function format(at: Instant, timeZone: string, options: Intl.DateTimeFormatOptions): string {
  return typeset(new Intl.DateTimeFormat(tag(), { ...options, timeZone }).format(new Date(at)));
}

/** 31 March 2027 */
export const longDay = (at: Instant, timeZone: string) =>
  format(at, timeZone, { day: 'numeric', month: 'long', year: 'numeric' });

/** 29 Nov 2026 */
export const shortDay = (at: Instant, timeZone: string) =>
  format(at, timeZone, { day: 'numeric', month: 'short', year: 'numeric' });

/** 20 Nov, 10:02 */
export const moment = (at: Instant, timeZone: string) =>
  `${format(at, timeZone, { day: 'numeric', month: 'short' })}, ${clock(at, timeZone)}`;

/** 10:02 */
export const clock = (at: Instant, timeZone: string) =>
  format(at, timeZone, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });

/** The last day of something that ends at `end`: an end is the first instant that is outside. */
export const lastDay = (end: Instant) => new Date(new Date(end).getTime() - 1);

const DAY = 86_400_000;
const units = [
  ['year', 365 * DAY],
  ['month', 30 * DAY],
  ['day', DAY],
  ['hour', DAY / 24],
  ['minute', DAY / 1440],
] as const;

/** in 7 days, 3 hours ago */
export function relative(at: Instant, now: Instant = Date.now()): string {
  const distance = new Date(at).getTime() - new Date(now).getTime();
  const [unit, size] = units.find(([, length]) => Math.abs(distance) >= length) ?? ['minute', DAY / 1440];
  return new Intl.RelativeTimeFormat(tag(), { numeric: 'auto' }).format(Math.round(distance / size), unit);
}

export const money = (cents: number, currency: string) =>
  new Intl.NumberFormat(tag(), { style: 'currency', currency }).format(cents / 100);

export const count = (value: number) => new Intl.NumberFormat(tag()).format(value);

/** "Olivia Owens or Marek Novák" */
export const anyOf = (names: readonly string[]) =>
  new Intl.ListFormat(tag(), { type: 'disjunction' }).format(names);
