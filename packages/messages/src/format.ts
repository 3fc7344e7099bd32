import { currentLocale } from '#locale';
import type { Locale } from './locales.ts';

export interface Money {
  amountCents: number;
  currency: string;
}

const tags: Record<Locale, string> = { en: 'en-GB', fr: 'fr-FR' };
const units = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
] as const;

export function formatNumber(value: number, locale: Locale = currentLocale()): string {
  return new Intl.NumberFormat(tags[locale]).format(value);
}

export function formatMoney({ amountCents, currency }: Money, locale: Locale = currentLocale()): string {
  const format = new Intl.NumberFormat(tags[locale], { style: 'currency', currency });
  return format.format(amountCents / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2));
}

/** "in 7 days", "il y a 2 heures": in the largest unit that fits. */
export function formatRelative(
  date: Date | string,
  { locale = currentLocale(), now = new Date() }: { locale?: Locale; now?: Date | string } = {},
): string {
  const seconds = (new Date(date).getTime() - new Date(now).getTime()) / 1000;
  const [unit, size] = units.find((each) => Math.abs(seconds) >= each[1]) ?? (['second', 1] as const);
  if (unit === 'second')
    return new Intl.RelativeTimeFormat(tags[locale], { numeric: 'auto' }).format(0, unit);
  return new Intl.RelativeTimeFormat(tags[locale]).format(Math.round(seconds / size), unit);
}

/** "Olivia, Marek or Tess" */
export function formatList(
  items: readonly string[],
  kind: 'and' | 'or' = 'and',
  locale: Locale = currentLocale(),
): string {
  const type = kind === 'and' ? 'conjunction' : 'disjunction';
  return new Intl.ListFormat(tags[locale], { type }).format(items);
}
