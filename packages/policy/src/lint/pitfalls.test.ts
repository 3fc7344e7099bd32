import { expect, test } from 'vitest';
import { faultsOf } from './testing/faults.ts';
import { pitfalls as first } from './testing/pitfalls-1-to-17.ts';
import { pitfalls as rest } from './testing/pitfalls-18-to-33.ts';

// The 33 pitfalls of node-casbin: for each the bad files and what lint says of them, or why no file can cause it.
const pitfalls = { ...first, ...rest };

test('none of the 33 is left out, and each has a bad file or a reason', () => {
  expect(Object.keys(pitfalls).map(Number)).toEqual(Array.from({ length: 33 }, (_, index) => index + 1));
  for (const { bad = [], because, holds } of Object.values(pitfalls))
    expect(bad.length > 0 || (because !== undefined && holds !== undefined)).toBe(true);
});

const titled = Object.entries(pitfalls).map(([number, pitfall]) => ({ number, ...pitfall }));

test.each(titled)('$number: $about', async ({ bad = [], holds }) => {
  for (const [file, change, says] of bad) {
    const found = faultsOf({ [file]: change });
    expect(found.join('\n')).toContain(says);
    expect(found.every((fault) => /^[\w./-]+:\d+:\d+: .+; .+/.test(fault))).toBe(true);
  }
  await holds?.();
});
