import { afterEach, expect, test, vi } from 'vitest';
import type * as Database from '@mandate/db';
import { endDuringWrite, endings, setTheScene, type Scene } from './testing/scene.ts';

// The control of revocation.integration.test.ts: what happens when nobody locks anything.
vi.mock('@mandate/db', async (original) => ({
  ...(await original<typeof Database>()),
  lockRows: () => Promise.resolve(),
}));

let scene: Scene | undefined;
afterEach(async () => {
  await scene?.world.api.close();
});

test.each(Object.entries(endings))(
  'without locks, %s: the write commits after the access ended',
  async (_name, { end }) => {
    scene = await setTheScene();
    expect(await endDuringWrite(scene, end)).toEqual({ waited: false, write: 200, end: 200 });
  },
);
