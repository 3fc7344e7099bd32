import type { Locale } from '../files.ts';

const tags: Readonly<Record<Locale, string>> = { en: 'en-GB', fr: 'fr-FR' };

/** The day of an instant in the account's time zone: "31 March 2027", « 1er avril 2027 ». */
export function dayOf(instant: number, locale: Locale, timeZone: string): string {
  const format = new Intl.DateTimeFormat(tags[locale], {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone,
  });
  const parts = new Map(format.formatToParts(instant).map((part) => [part.type, part.value]));
  const [day = '', month = '', year = ''] = [parts.get('day'), parts.get('month'), parts.get('year')];
  if (locale === 'en') return `${day} ${month} ${year}`;
  return `${day === '1' ? '1er' : day}\u00a0${month} ${year}`;
}

/** The last day that still counts: an end excludes its own instant. */
export function lastDay(end: number, locale: Locale, timeZone: string): string {
  return dayOf(end - 1, locale, timeZone);
}
