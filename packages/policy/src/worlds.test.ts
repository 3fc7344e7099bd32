import { expect, test } from 'vitest';
import { differ } from './testing/worlds/differ.ts';
import { importPackage } from './testing/worlds/package.ts';
import { race } from './testing/worlds/parallel.ts';
import { mostRows } from './testing/worlds/world.ts';

const pkg = await importPackage(import.meta.dirname);
const seed = 20_261_122;

test(
  '2,000 random requests in random worlds get the answers of one plain Casbin enforcer and of the reference',
  { timeout: 60_000 },
  async () => {
    const tally = await differ(pkg, { seed, worlds: 25, steps: 10, questions: 8 });
    expect(tally.differences).toEqual([]);
    expect(tally.requests).toBe(2000);
    expect(tally.mostRows).toBeLessThanOrEqual(mostRows);
    // a proof of nothing would pass as well: yes and no, from memory and afresh, turned by time and by changes
    for (const count of [tally.allowed, tally.warm, tally.requests - tally.warm])
      expect(count).toBeGreaterThan(200);
    expect(tally.turned).toBeGreaterThan(40);
    expect(tally.stale).toBeGreaterThan(0);
  },
);

test(
  'while grants, dates and files change, no answer is one that no state gave meanwhile',
  { timeout: 60_000 },
  async () => {
    const races = await race(pkg, seed, 8, 30);
    expect(races.differences).toEqual([]);
    expect(races.overtaken).toBeGreaterThan(500);
    expect(races.contested).toBeGreaterThan(20);
  },
);
