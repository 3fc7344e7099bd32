import { currentLocale } from '#locale';
import type { Locale } from './locales.ts';

/** long: 31 March 2027 · short: 29 Nov 2026 · moment: 20 Nov, 10:02 · time: 10:02
 * zoned: 31 March 2027, 10:02 (Paris time) */
export type DateStyle = 'long' | 'short' | 'moment' | 'time' | 'zoned';

export interface DateOptions {
  locale?: Locale;
  timeZone: string;
  style?: DateStyle;
}

const frenchCities: Record<string, string> = {
  Athens: 'Athènes',
  Brussels: 'Bruxelles',
  Bucharest: 'Bucarest',
  Copenhagen: 'Copenhague',
  Lisbon: 'Lisbonne',
  London: 'Londres',
  Vienna: 'Vienne',
  Warsaw: 'Varsovie',
};

const formats = new Map<string, Intl.DateTimeFormat>();

function parts(date: Date | string, locale: Locale, timeZone: string, month: 'long' | 'short') {
  const key = `${locale} ${timeZone} ${month}`;
  let format = formats.get(key);
  if (!format) {
    format = new Intl.DateTimeFormat(locale === 'fr' ? 'fr-FR' : 'en-GB', {
      timeZone,
      day: 'numeric',
      month,
      year: 'numeric',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
      hourCycle: 'h23',
    });
    formats.set(key, format);
  }
  const found = format.formatToParts(new Date(date));
  const part = (type: string) => found.find((each) => each.type === type)?.value ?? '';
  const day = locale === 'fr' && part('day') === '1' ? '1er' : part('day');
  return {
    dayMonth: `${day}\u00a0${part('month')}`,
    year: part('year'),
    time: `${part('hour')}:${part('minute')}`,
    second: part('second'),
  };
}

export function formatDate(
  date: Date | string,
  { locale = currentLocale(), timeZone, style = 'long' }: DateOptions,
): string {
  const month = style === 'long' || style === 'zoned' ? 'long' : 'short';
  const { dayMonth, year, time } = parts(date, locale, timeZone, month);
  if (style === 'time') return time;
  if (style === 'moment') return `${dayMonth}, ${time}`;
  if (style === 'zoned') return `${dayMonth} ${year}, ${time} (${formatZone(timeZone, locale)})`;
  return `${dayMonth} ${year}`;
}

/** An end is the first instant without access: at midnight the day before is the last one. */
export function formatUntil(
  end: Date | string,
  { locale = currentLocale(), timeZone, style = 'long' }: DateOptions,
): string {
  const { time, second } = parts(end, locale, timeZone, 'short');
  if (`${time}:${second}` !== '00:00:00') return formatDate(end, { locale, timeZone, style: 'zoned' });
  return formatDate(new Date(new Date(end).getTime() - 1), { locale, timeZone, style });
}

/** "Paris time" / « heure de Paris » */
export function formatZone(timeZone: string, locale: Locale = currentLocale()): string {
  if (!timeZone.includes('/')) return timeZone;
  const city = timeZone.slice(timeZone.lastIndexOf('/') + 1).replaceAll('_', ' ');
  if (locale === 'en') return `${city} time`;
  const name = frenchCities[city] ?? city;
  return /^[AEIOU]/.test(name) ? `heure d’${name}` : `heure de ${name}`;
}
