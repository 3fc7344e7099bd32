import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type * as Database from '@mandate/db';
import { testApi, type TestApi } from '../testing.ts';
import { endDuringWrite, endings, setTheScene } from './testing/scene.ts';

// The control of revocation.integration.test.ts: what happens when nobody locks anything.
vi.mock('@mandate/db', async (original) => ({
  ...(await original<typeof Database>()),
  lockRows: () => Promise.resolve(),
}));

let api: TestApi;
beforeAll(async () => {
  api = await testApi();
});
afterAll(() => api.close());

test.each(Object.entries(endings))(
  'without locks, %s: the write commits after the access ended',
  async (_name, { end }) => {
    expect(await endDuringWrite(await setTheScene(api), end)).toEqual({
      waited: false,
      write: 200,
      end: 200,
    });
  },
);
