import { expect, test } from 'vitest';
import { endOfDay, firstDay, lastDay, startOfDay } from './days.ts';

test('a day is the account’s: until 31 December ends at the first instant of 1 January there', () => {
  expect(endOfDay('2026-12-31', 'Europe/Paris').toISOString()).toBe('2026-12-31T23:00:00.000Z');
  expect(endOfDay('2026-12-31', 'America/New_York').toISOString()).toBe('2027-01-01T05:00:00.000Z');
});

test('days of 23 and 25 hours keep their borders', () => {
  expect(startOfDay('2027-03-28', 'Europe/Paris').toISOString()).toBe('2027-03-27T23:00:00.000Z');
  expect(endOfDay('2027-03-28', 'Europe/Paris').toISOString()).toBe('2027-03-28T22:00:00.000Z');
  expect(endOfDay('2027-10-31', 'Europe/Paris').toISOString()).toBe('2027-10-31T23:00:00.000Z');
});

test('an end and a start read back as the days they were made of', () => {
  for (const zone of ['Europe/Paris', 'Pacific/Auckland', 'America/St_Johns']) {
    expect(lastDay(endOfDay('2027-03-28', zone), zone)).toBe('2027-03-28');
    expect(firstDay(startOfDay('2027-03-28', zone), zone)).toBe('2027-03-28');
  }
});
