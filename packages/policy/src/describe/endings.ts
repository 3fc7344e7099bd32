import type { Bundle } from '../bundle.ts';
import type { Locale } from '../files.ts';
import type { Interval } from '../times.ts';
import { dayOf, lastDay } from './days.ts';
import { fill } from './text.ts';

interface Where {
  readonly locale: Locale;
  readonly timeZone: string;
  readonly now?: Date;
}

/** "from 1 April 2027 until 30 June 2027": what an interval needs said; an end that all share is said elsewhere. */
export function ending(bundle: Bundle, [from, to]: Interval, where: Where, shared?: number): string {
  const { words } = bundle.labels[where.locale];
  const begins = where.now !== undefined && from > where.now.getTime();
  const start = begins ? fill(words.from, { date: dayOf(from, where.locale, where.timeZone) }) : '';
  const end =
    to === Infinity || to === shared
      ? ''
      : fill(words.until, { date: lastDay(to, where.locale, where.timeZone) });
  return [start, end].filter((text) => text !== '').join(' ');
}
