import type { GrantSpec } from '@mandate/policy';
import { expect, test } from 'vitest';
import { most, roomFor } from './amount.ts';

const isTooMuch = (wanted: readonly GrantSpec[], held: readonly GrantSpec[]) => !roomFor(held)(wanted);

const grants = (count: number, ids: number): GrantSpec[] =>
  Array.from({ length: count }, () => ({
    permission: 'domains:view',
    domains: { only: Array.from({ length: ids }, (_, n) => `dom_${n}`) },
  }));

test('too much is more grants or more ids than one person may hold', () => {
  expect([grants(most.grants, 1), grants(most.grants + 1, 0)].map((all) => isTooMuch(all, []))).toEqual([
    false,
    true,
  ]);
  const wide = grants(10, most.ids / 10);
  expect([isTooMuch(wide, []), isTooMuch([...wide, ...grants(1, 1)], [])]).toEqual([false, true]);
  const except: GrantSpec = { permission: 'services:view', services: { except: ['svc_a'] } };
  expect(isTooMuch([...wide, except], [])).toBe(true);
});

test('whoever holds more already may keep it, and lose of it', () => {
  const held = grants(most.grants + 10, 40);
  expect([isTooMuch(held, held), isTooMuch(held.slice(1), held)]).toEqual([false, false]);
  expect([isTooMuch([...held, ...grants(1, 0)], held), isTooMuch(grants(most.grants, 42), held)]).toEqual([
    true,
    true,
  ]);
});
