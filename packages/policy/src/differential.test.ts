import fc from 'fast-check';
import { expect, test } from 'vitest';
import { loadBundle } from './bundle.ts';
import type { Facts } from './facts.ts';
import { canGive, giveable, mayGive } from './giving.ts';
import { covers, rightsOf } from './rights.ts';
import { loadSlice } from './slice.ts';
import { everyInstant, facts, grants, ids, question, questions } from './testing/arbitrary.ts';
import { day, member } from './testing/facts.ts';
import { mayByReference } from './testing/reference.ts';

const bundle = await loadBundle();
const runs = 2_000;

test('2,000 random questions get the answer of the reference', { timeout: 60_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(facts, fc.array(question, { minLength: 1, maxLength: 6 }), async (who, asked) => {
      const slice = await loadSlice(bundle, who);
      for (const { permission, resource } of asked) {
        expect(slice.can(permission, resource)).toBe(mayByReference(who, permission, resource));
      }
    }),
    { numRuns: runs },
  );
});

test('scope, permissions and permissionsOn say exactly what check says', { timeout: 60_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(facts, question, async (who, { permission, resource }) => {
      const slice = await loadSlice(bundle, who);
      const scope = slice.scope(permission);
      const area = permission.split(':')[0] ?? '';
      for (const id of area === 'services' || area === 'domains' ? [...ids, 'fresh'] : []) {
        const listed = 'only' in scope ? scope.only.includes(id) : !scope.except.includes(id);
        expect(listed).toBe(slice.can(permission, `${area}/${id}`));
      }
      const somewhere = questions
        .filter((one) => one.permission === permission)
        .some((one) => slice.can(permission, one.resource));
      expect(slice.permissions().includes(permission)).toBe(somewhere);
      expect('except' in scope || scope.only.length > 0 || (scope.prefixes ?? []).length > 0).toBe(somewhere);
      expect(slice.permissionsOn(resource).includes(permission)).toBe(slice.can(permission, resource));
    }),
    { numRuns: 300 },
  );
});

test('every allowed answer names a grant that gives it alone', { timeout: 60_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(facts, question, async (who, { permission, resource }) => {
      const decision = (await loadSlice(bundle, who)).check(permission, resource);
      if (!decision.allowed || who.owner) return;
      const alone = who.grants.filter((grant) =>
        mayByReference({ ...who, grants: [grant] }, permission, resource),
      );
      expect([...decision.grants].sort()).toEqual(alone.map((grant) => grant.id).sort());
    }),
    { numRuns: runs },
  );
});

const holds = (who: Facts, now: Date) =>
  questions.filter((one) => mayByReference({ ...who, now }, one.permission, one.resource));
const key = (one: { permission: string; resource: string }) => `${one.permission} ${one.resource}`;

test('covers is inclusion of (permission, resource, instant), exactly', { timeout: 60_000 }, () => {
  fc.assert(
    fc.property(grants(4), grants(2), fc.constantFrom(...everyInstant), (a, b, from) => {
      const later = everyInstant.filter((instant) => instant >= from).concat(from);
      const included = later.every((instant) => {
        const wide = new Set(holds(member(a), instant).map(key));
        return holds(member(b), instant).every((one) => wide.has(key(one)));
      });
      expect(covers(bundle, { grants: a, from }, { grants: b, from })).toBe(included);
    }),
    { numRuns: 400 },
  );
});

const ownerOnly = ['admin:ownership', 'admin:close'];

test(
  'what one may give is what one holds while one also manages users, delegable only',
  { timeout: 60_000 },
  () => {
    fc.assert(
      fc.property(facts, (who) => {
        const given = giveable(bundle, who);
        for (const now of everyInstant.filter((instant) => instant >= who.now)) {
          const held = holds(who, now).map(key);
          const all = who.owner ? questions.map(key) : held.includes('admin:users admin') ? held : [];
          const wanted = all.filter((one) => !ownerOnly.includes(one.split(' ')[0] ?? ''));
          expect(holds(member(given.grants), now).map(key)).toEqual(wanted);
        }
      }),
      { numRuns: 200 },
    );
  },
);

test('canGive is what one may give now', { timeout: 60_000 }, () => {
  fc.assert(
    fc.property(facts, question, (who, { permission, resource }) => {
      const now = holds(member(giveable(bundle, who).grants), who.now).map(key);
      expect(canGive(bundle, who, permission, resource)).toBe(now.includes(key({ permission, resource })));
    }),
    { numRuns: 400 },
  );
});

test('nobody but the owner gives what he does not hold', { timeout: 60_000 }, () => {
  fc.assert(
    fc.property(facts, grants(2), (who, given) => {
      if (who.owner || !mayGive(bundle, who, given)) return;
      for (const now of everyInstant.filter((instant) => instant >= who.now)) {
        const held = new Set(holds(who, now).map(key));
        expect(holds(member(given), now).every((one) => held.has(key(one)))).toBe(true);
      }
    }),
    { numRuns: runs },
  );
});

test('an end date lies inside no end, never the other way round', () => {
  const grant = { permission: 'billing:view', billing: true };
  const [open, ending] = [
    { grants: [grant], from: day(0) },
    { grants: [{ ...grant, end: day(9) }], from: day(0) },
  ];
  expect([covers(bundle, open, ending), covers(bundle, ending, open)]).toEqual([true, false]);
  expect(covers(bundle, ending, { ...open, end: day(9) })).toBe(true);
  expect(rightsOf(bundle, { grants: [], owner: true, from: day(0) }).size).toBeGreaterThan(20);
});
