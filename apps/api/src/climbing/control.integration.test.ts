import type { Bundle, covers as Covers, Facts, GrantSpec, mayGive as MayGive } from '@mandate/policy';
import { afterEach, expect, test, vi } from 'vitest';
import type * as Stage from './testing/stage.ts';

// The control of climbing.integration.test.ts: each fault in the code against climbing is found by the same plays.

type Module = Record<string, unknown>;

interface Fault {
  /** A file of the code against climbing, and the fault that is put into it. */
  file: string;
  broken: (sound: Module) => Module;
  /** The rule that finds it. */
  found: RegExp;
}

const faults: Record<string, Fault> = {
  'nobody asks what the giver holds': {
    file: '../features/members/giving.ts',
    broken: (sound) => ({ ...sound, assertMayGive: () => undefined }),
    found: /did not hold it/,
  },
  'accepting does not ask whether the inviter still holds it': {
    file: '../features/invitations/receiving.ts',
    broken: (sound) => ({ ...sound, problemWith: () => null }),
    found: /did not hold it/,
  },
  'the dates of what the giver holds are not looked at': {
    file: '@mandate/policy',
    broken: (sound) => ({ ...sound, covers: dateless(sound.covers as typeof Covers) }),
    found: /did not hold it/,
  },
  'whoever holds the permissions of a preset gives it live': {
    file: '@mandate/policy',
    broken: (sound) => ({ ...sound, mayGiveLive: fixedOrNot(sound.mayGive as typeof MayGive) }),
    found: /gave \w+:~[\w-]+ \w+ and did not hold it/,
  },
  'anybody touches somebody stronger': {
    file: '@mandate/policy',
    broken: (sound) => ({ ...sound, mayTouch: () => true }),
    found: /touched: \w+:\w+ /,
  },
};

const dateless =
  (covers: typeof Covers): typeof Covers =>
  (bundle, { from, grants, ...wide }, narrow) =>
    covers(bundle, { ...wide, from, grants: grants.map((one) => ({ ...one, end: undefined })) }, narrow);

const fixedOrNot = (mayGive: typeof MayGive) => (bundle: Bundle, facts: Facts, grant: GrantSpec) =>
  grant.preset != null && mayGive(bundle, facts, [grant]);

let stage: Awaited<ReturnType<typeof Stage.openStage>> | undefined;
afterEach(async () => {
  await stage?.close();
  stage = undefined;
  for (const { file } of Object.values(faults)) vi.doUnmock(file);
  vi.resetModules();
});

/** With this seed they are found after 3, 10, 30, 31 and 22 plays. */
const most = 80;

test.each(Object.entries(faults))(
  '%s: found',
  { timeout: 120_000 },
  async (fault, { file, broken, found }) => {
    vi.doMock(file, async (original) => broken(await original<Module>()));
    const { openStage, season } = await import('./testing/stage.ts');
    stage = await openStage();
    const { violation, plays } = await season(stage, { plays: most, seed: 1 });
    process.stdout.write(`climbing: ${fault}: found after ${plays} plays\n`);
    expect(violation).toMatch(found);
  },
);
