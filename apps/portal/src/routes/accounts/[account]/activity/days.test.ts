import { withLocale } from '@mandate/messages';
import { describe, expect, it } from 'vitest';
import { byDay, dayHeading } from './days.ts';

const now = Date.parse('2026-11-22T09:00:00Z');
const heading = (locale: 'en' | 'fr', date: string) =>
  withLocale(locale, () => dayHeading(date, 'Europe/Paris', now)).replaceAll('\u00a0', ' ');

describe('days of the log', () => {
  it('puts entries together by the day of the account', () => {
    const entries = [
      { seq: 3, at: '2026-11-21T23:30:00Z' },
      { seq: 2, at: '2026-11-21T22:30:00Z' },
      { seq: 1, at: '2026-11-21T08:00:00Z' },
    ];
    const days = byDay(entries, 'Europe/Paris');
    expect(days.map(({ date, entries: of }) => [date, of.map(({ seq }) => seq)])).toEqual([
      ['2026-11-22', [3]],
      ['2026-11-21', [2, 1]],
    ]);
  });

  it('names today and yesterday', () => {
    expect(heading('en', '2026-11-22')).toBe('Today, Sunday 22 Nov 2026');
    expect(heading('en', '2026-11-21')).toBe('Yesterday, Saturday 21 Nov 2026');
    expect(heading('en', '2026-11-20')).toBe('Friday 20 Nov 2026');
    expect(heading('fr', '2026-11-20')).toBe('Vendredi 20 nov. 2026');
  });
});
