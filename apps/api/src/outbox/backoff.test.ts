import { expect, it } from 'vitest';
import { backoffMs } from './backoff.ts';

it('doubles, never waits longer than a quarter of an hour, and half of it is chance', () => {
  expect([1, 2, 3].map((attempt) => backoffMs(attempt, () => 1))).toEqual([2_000, 4_000, 8_000]);
  expect([1, 2, 3].map((attempt) => backoffMs(attempt, () => 0))).toEqual([1_000, 2_000, 4_000]);
  expect(backoffMs(1_000, () => 1)).toBe(15 * 60_000);
});
