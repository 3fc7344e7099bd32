import type { covers as Covers } from '@mandate/policy';
import { afterEach, expect, test, vi } from 'vitest';
import type * as Stage from './testing/stage.ts';

// The control of climbing.integration.test.ts: each fault in the code against climbing is found by the same plays.

type Module = Record<string, unknown>;

/** Files of the code against climbing, by the fault that is put into them. */
const faults: Record<string, readonly [file: string, broken: (sound: Module) => Module]> = {
  'nobody asks what the giver holds': [
    '../features/members/giving.ts',
    (sound) => ({ ...sound, assertMayGive: () => undefined }),
  ],
  'accepting does not ask whether the inviter still holds it': [
    '../features/invitations/receiving.ts',
    (sound) => ({ ...sound, problemWith: () => null }),
  ],
  'the dates of what the giver holds are not looked at': [
    '@mandate/policy',
    (sound) => ({ ...sound, covers: dateless(sound.covers as typeof Covers) }),
  ],
};

const dateless =
  (covers: typeof Covers): typeof Covers =>
  (bundle, { from, grants, ...wide }, narrow) =>
    covers(bundle, { ...wide, from, grants: grants.map((one) => ({ ...one, end: undefined })) }, narrow);

let stage: Awaited<ReturnType<typeof Stage.openStage>> | undefined;
afterEach(async () => {
  await stage?.close();
  stage = undefined;
  for (const [file] of Object.values(faults)) vi.doUnmock(file);
  vi.resetModules();
});

test.each(Object.entries(faults))('%s: found', { timeout: 120_000 }, async (_fault, [file, broken]) => {
  vi.doMock(file, async (original) => broken(await original<Module>()));
  const { openStage, season } = await import('./testing/stage.ts');
  stage = await openStage();
  const { violation, plays } = await season(stage, { plays: 300, seed: 1 });
  process.stdout.write(`climbing: found after ${plays} plays\n`);
  expect(violation).toMatch(/did not hold it|no owner gave it/);
});
