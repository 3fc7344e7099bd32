import { expect, test } from 'vitest';
import { loadBundle } from '../bundle.ts';
import type { GrantSpec } from '../facts.ts';
import { day, now } from '../testing/facts.ts';
import { diff } from './diff.ts';

const bundle = await loadBundle();
const change = (before: GrantSpec[], after: GrantSpec[]) => {
  const made = diff(bundle, before, after, {
    locale: 'en',
    mood: 'will',
    names: (id) => id,
    timeZone: 'Europe/Paris',
    now,
  });
  const texts = (list: readonly { text: string }[]) => list.map((item) => item.text);
  return { adds: texts(made.adds), removes: texts(made.removes), stays: texts(made.stays) };
};
const managing = (only: string[]): GrantSpec => ({ permission: 'domains:manage', domains: { only } });

test('a narrowed scope removes exactly what it loses', () => {
  expect(change([managing(['dom_a', 'dom_b'])], [managing(['dom_a'])])).toEqual({
    adds: [],
    removes: ['Change DNS records, nameservers, contacts and auto-renewal of dom_b.'],
    stays: ['Change DNS records, nameservers, contacts and auto-renewal of dom_a.'],
  });
});

test('a later end adds the time between', () => {
  const until = (end: Date): GrantSpec => ({ permission: 'billing:view', billing: true, end });
  expect(
    change([until(new Date('2027-03-31T22:00:00Z'))], [until(new Date('2027-06-30T22:00:00Z'))]),
  ).toEqual({
    adds: ['See invoices, quotes and payments, from 1 April 2027 until 30 June 2027.'],
    removes: [],
    stays: ['See invoices, quotes and payments, until 31 March 2027.'],
  });
});

test('a preset and its permissions of today are the same rights', () => {
  const live: GrantSpec[] = [{ preset: 'accountant', billing: true }];
  const same = change(live, [
    { permission: 'billing:pay', billing: true },
    { permission: 'billing:manage', billing: true },
  ]);
  expect([same.adds, same.removes]).toEqual([[], []]);
});

test('what has ended already is no change', () => {
  expect(change([{ ...managing(['dom_a']), end: day(-1) }], [])).toEqual({
    adds: [],
    removes: [],
    stays: [],
  });
});
