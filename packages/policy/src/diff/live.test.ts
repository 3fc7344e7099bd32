import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { loadBundle } from '../bundle.ts';
import { fixed } from '../giving.ts';
import { loadSlice } from '../slice.ts';
import { questions, facts } from '../testing/arbitrary.ts';
import { changedPolicies, removePolicies } from '../universe/testing/changed.ts';
import { diffBundles } from './index.ts';

const before = await loadBundle();
afterAll(removePolicies);

const small = [...before.presets.keys()].filter((name) => name !== 'full');
const delegable = [...before.catalogue.permissions.values()].filter((permission) => permission.delegable);

/** Every preset but `full` holds other permissions than before. */
const reshuffled = fc
  .tuple(...small.map(() => fc.subarray(delegable, { minLength: 1 })))
  .map((sets) =>
    Object.fromEntries(
      sets.map((set, index) => [
        `presets/${small[index]}.csv`,
        () => set.map(({ on, action }) => `p, role:${small[index]}, *, ${on}, ${action}, allow\n`).join(''),
      ]),
    ),
  );

test(
  'other presets change no permission given by itself, no owner, and no preset stored as it was',
  { timeout: 60_000 },
  async () => {
    await fc.assert(
      fc.asyncProperty(reshuffled, fc.array(facts, { minLength: 3, maxLength: 3 }), async (files, people) => {
        const after = await loadBundle(await changedPolicies(files));
        const { changes } = await diffBundles(before, after);
        expect(changes.filter(({ subject }) => subject.kind !== 'presets')).toEqual([]);
        for (const who of people) {
          const grants = who.grants
            .flatMap((grant) => fixed(before, grant))
            .map((grant, index) => ({ ...grant, id: `gra_${index}` }));
          expect(grants.every((grant) => grant.preset == null)).toBe(true);
          const [old, fresh] = [
            await loadSlice(before, { ...who, grants }),
            await loadSlice(after, { ...who, grants }),
          ];
          for (const { permission, resource } of questions)
            expect(fresh.can(permission, resource)).toBe(old.can(permission, resource));
        }
      }),
      { numRuns: 10 },
    );
  },
);
