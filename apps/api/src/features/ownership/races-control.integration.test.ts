import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import type * as Database from '@mandate/db';
import { testApi, type TestApi } from '../../testing.ts';
import { meet, ownerOf, rivals } from './testing/race.ts';
import { ownershipScene, type OwnershipScene } from './testing/scene.ts';

// The control of races.integration.test.ts: what happens when nobody locks anything.
vi.mock('@mandate/db', async (original) => ({
  ...(await original<typeof Database>()),
  lockRows: () => Promise.resolve(),
}));

let api: TestApi;
let scene: OwnershipScene;
beforeAll(async () => {
  api = await testApi();
});
beforeEach(async () => {
  scene = await ownershipScene(api);
});
afterAll(() => api.close());

test.each(['the removal of its receiver', 'the suspension of its receiver', 'the leaving of its receiver'])(
  'without locks, accepting and %s both succeed, and the account has an owner who cannot enter',
  async (name) => {
    const offer = await scene.offered('colleague');
    expect(await meet(scene, offer, rivals[name]!, 'accept')).toEqual([200, 200]);
    expect(await ownerOf(scene)).toEqual({ tess: true, sound: false });
  },
);

test('without locks, a former owner closes the account that was just taken over', async () => {
  const offer = await scene.offered('colleague');
  expect(await meet(scene, offer, rivals['the closing of the account']!, 'accept')).toEqual([200, 200]);
});
