import { describe, expect, test } from 'vitest';
import {
  formatDate,
  formatList,
  formatMoney,
  formatNumber,
  formatRelative,
  formatUntil,
  formatZone,
  m,
  withLocale,
} from './index.ts';

const timeZone = 'Europe/Paris';
const date = '2027-03-31T08:02:00Z';
const plain = (text: string) => text.replaceAll(/[\u00a0\u202f]/g, ' ');

describe('dates', () => {
  test.each([
    ['en', 'long', '31 March 2027'],
    ['fr', 'long', '31 mars 2027'],
    ['en', 'short', '31 Mar 2027'],
    ['fr', 'moment', '31 mars, 10:02'],
    ['en', 'time', '10:02'],
    ['fr', 'zoned', '31 mars 2027, 10:02 (heure de Paris)'],
  ] as const)('in %s, %s', (locale, style, shown) => {
    expect(plain(formatDate(date, { locale, timeZone, style }))).toBe(shown);
  });

  test('keep day and month together and say « 1er »', () => {
    expect(formatDate('2027-01-01T12:00:00Z', { locale: 'fr', timeZone })).toBe('1er\u00a0janvier 2027');
  });

  test('an end at midnight is shown as its last day', () => {
    const midnight = '2026-12-31T23:00:00Z';
    expect(plain(formatUntil(midnight, { locale: 'en', timeZone }))).toBe('31 December 2026');
    expect(plain(formatUntil(date, { locale: 'en', timeZone }))).toBe('31 March 2027, 10:02 (Paris time)');
  });

  test('zones are named by their city', () => {
    expect(formatZone('Europe/London', 'fr')).toBe('heure de Londres');
    expect(formatZone('Europe/Amsterdam', 'fr')).toBe('heure d’Amsterdam');
    expect(formatZone('UTC', 'fr')).toBe('UTC');
  });
});

describe('relative times', () => {
  const now = '2026-11-22T12:00:00Z';
  test.each([
    ['en', '2026-11-29T12:00:00Z', 'in 7 days'],
    ['fr', '2026-11-29T12:00:00Z', 'dans 7 jours'],
    ['en', '2026-11-22T10:00:00Z', '2 hours ago'],
    ['en', '2026-11-22T12:00:10Z', 'now'],
    ['fr', '2024-11-20T12:00:00Z', 'il y a 2 ans'],
  ] as const)('in %s at %s', (locale, at, shown) => {
    expect(plain(formatRelative(at, { locale, now }))).toBe(shown);
  });
});

describe('numbers', () => {
  test('money', () => {
    expect(formatMoney({ amountCents: 123_450, currency: 'EUR' }, 'en')).toBe('€1,234.50');
    expect(formatMoney({ amountCents: 123_450, currency: 'EUR' }, 'fr')).toBe('1\u202f234,50\u00a0€');
    expect(formatMoney({ amountCents: 500, currency: 'JPY' }, 'en')).toBe('JP¥500');
  });

  test('thousands and lists', () => {
    expect(formatNumber(1284, 'fr')).toBe('1\u202f284');
    expect(formatList(['Olivia', 'Marek'], 'or', 'fr')).toBe('Olivia ou Marek');
  });
});

describe('the language of a request', () => {
  test('stays with it across awaits, beside another', async () => {
    const read = async (locale: 'en' | 'fr') =>
      withLocale(locale, async () => {
        await new Promise((resolve) => setTimeout(resolve, 1));
        return `${m.common_save()} ${formatNumber(1.5)}`;
      });
    expect(await Promise.all([read('en'), read('fr')])).toEqual(['Save 1.5', 'Enregistrer 1,5']);
  });
});
