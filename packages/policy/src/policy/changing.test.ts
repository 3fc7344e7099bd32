import { setImmediate } from 'node:timers/promises';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Bundle } from '../bundle.ts';
import type { GrantSpec } from '../facts.ts';
import { member, now } from '../testing/facts.ts';
import { MemoryGrants } from './memory.ts';
import { createPolicy } from './policy.ts';
import type { GrantSource } from './source.ts';
import { bundle, ines } from './testing/world.ts';

const manager = bundle.presets.get('domain-manager')!;
const holding = (permissions: string[]): Bundle => ({
  ...bundle,
  presets: new Map([...bundle.presets, ['domain-manager', { ...manager, permissions }]]),
});
const bundles = [holding(['domains:view', 'domains:manage']), holding(['domains:view', 'domains:transfer'])];
const given: GrantSpec[][] = [
  [{ preset: 'domain-manager', domains: { only: ['dom_a'] } }],
  [{ preset: 'domain-manager', domains: { only: ['dom_b'] } }],
  [],
];

/** Everything that is ever right to say: what each bundle gives to each set of grants. */
const said = (bundleAt: number, grantsAt: number): string => {
  const acting = bundleAt % 2 === 0 ? 'manage' : 'transfer';
  const id = ['dom_a', 'dom_b'][grantsAt % given.length];
  return id === undefined ? '' : `view ${id}, ${acting} ${id}`;
};
const asks = (['view', 'manage', 'transfer'] as const).flatMap((action) =>
  (['dom_a', 'dom_b'] as const).map((id) => ({
    text: `${action} ${id}`,
    question: [`domains:${action}`, `domains/${id}`] as const,
  })),
);

/** Waits as long as a network might, differently each time. */
const somewhile = async (random: () => number) => {
  for (let turns = Math.floor(random() * 4); turns > 0; turns -= 1) await setImmediate();
};

test(
  'while bundles and grants change, nothing is answered that neither the old nor the new state would',
  { timeout: 60_000 },
  async () => {
    await fc.assert(
      fc.asyncProperty(fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })), async (stream) => {
        const random = () => Number(stream.next().value);
        const store = new MemoryGrants(() => now);
        const at = { bundle: 0, grants: 0 };
        const put = () =>
          store.put(
            member(given[at.grants % given.length]!, { member: { suspended: false, epoch: at.grants + 1 } }),
          );
        put();
        const grants: GrantSource = {
          candidates: (...asked) => store.candidates(...asked),
          facts: async (pair) => {
            await somewhile(random);
            const facts = await store.facts(pair);
            await somewhile(random);
            return facts;
          },
          epochs: async (pair) => {
            await somewhile(random);
            const epochs = await store.epochs(pair);
            await somewhile(random);
            return epochs;
          },
        };
        const policy = createPolicy({ bundle: bundles[0]!, grants, cachedFor: Infinity });
        let changing = true;
        const ask = async () => {
          while (changing) {
            const before = { ...at };
            const fresh = random() < 0.5 ? 'strict' : { atLeast: put() };
            const access = await policy.load(ines, fresh);
            const answer = asks
              .filter(({ question }) => access.can(...question))
              .map(({ text }) => text)
              .join(', ');
            const right = new Set<string>();
            for (let b = before.bundle; b <= at.bundle; b += 1)
              for (let g = before.grants; g <= at.grants; g += 1) right.add(said(b, g));
            expect([...right]).toContain(answer);
          }
        };
        const asking = [ask(), ask(), ask(), ask()];
        for (let change = 0; change < 12; change += 1) {
          await somewhile(random);
          if (random() < 0.5) policy.swap(bundles[(at.bundle += 1) % 2]!);
          else {
            at.grants += 1;
            put();
          }
        }
        changing = false;
        await Promise.all(asking);
      }),
      { numRuns: 40 },
    );
  },
);
