import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  complement,
  difference,
  has,
  includes,
  intersection,
  isEmpty,
  readScope,
  union,
  unionAll,
  writeScope,
  type IdSet,
} from './scope.ts';
import { ids, scope } from './testing/arbitrary.ts';

const set = scope.map((each): IdSet => readScope(each) ?? { complement: false, ids: new Set() });
const everyone = [undefined, 'fresh', ...ids];
const same = (made: IdSet, rule: (id: string | undefined) => boolean) =>
  expect(everyone.map((id) => has(made, id))).toEqual(everyone.map(rule));

test('union, intersection, difference and complement mean what they say, for each thing and for what does not exist yet', () => {
  fc.assert(
    fc.property(set, set, (a, b) => {
      same(union(a, b), (id) => has(a, id) || has(b, id));
      same(intersection(a, b), (id) => has(a, id) && has(b, id));
      same(difference(a, b), (id) => has(a, id) && !has(b, id));
      same(complement(a), (id) => !has(a, id));
    }),
  );
});

test('inclusion and emptiness are exact', () => {
  fc.assert(
    fc.property(set, set, (a, b) => {
      expect(includes(a, b)).toBe(everyone.every((id) => !has(b, id) || has(a, id)));
      expect(isEmpty(a)).toBe(everyone.every((id) => !has(a, id)));
    }),
  );
});

test('the union of many is the union of each in turn', () => {
  fc.assert(
    fc.property(fc.array(set), (sets) => {
      same(unionAll(sets), (id) => sets.some((one) => has(one, id)));
    }),
  );
});

test('a scope survives being written and read', () => {
  fc.assert(
    fc.property(set, (a) => {
      expect(readScope(writeScope(a))).toEqual(a);
    }),
  );
});

test.each([
  null,
  'dom_a',
  [],
  {},
  { only: 'dom_a' },
  { only: [1] },
  { only: ['a'], except: [] },
  { all: [] },
])('%j is not a scope', (value) => {
  expect(readScope(value)).toBeUndefined();
});
