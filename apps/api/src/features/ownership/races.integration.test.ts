import { inTransaction, OwnershipOffer, readFactsOfMembers } from '@mandate/db';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { testApi, type TestApi } from '../../testing.ts';
import type { Working } from '../working.ts';
import { passOwnership } from './passing.ts';
import { meet, ownerOf, rivals } from './testing/race.ts';
import { ownershipScene, type OwnershipScene } from './testing/scene.ts';

let api: TestApi;
let scene: OwnershipScene;
beforeAll(async () => {
  api = await testApi();
});
beforeEach(async () => {
  scene = await ownershipScene(api);
});
afterAll(() => api.close());

const cases = Object.entries(rivals).flatMap(([name, rival]) =>
  (['accept', 'rival'] as const).map((first) => ({ name, rival, first })),
);

/** The provider may suspend what has just been handed over; all else excludes each other. */
const both = (name: string, first: string) => name === 'the suspension of the account' && first === 'accept';

test.each(cases)('accepting and $name, $first first: the first one wins', async ({ name, rival, first }) => {
  const offer = await scene.offered('colleague');
  const [accepted, other] = await meet(scene, offer, rival, first);
  const winner = first === 'accept' ? accepted : other;
  const loser = first === 'accept' ? other : accepted;
  expect(winner).toBe(200);
  if (both(name, first)) expect(loser).toBe(200);
  else expect(loser).toBeGreaterThanOrEqual(403);
  expect(await ownerOf(scene)).toEqual({
    tess: accepted === 200 || name.startsWith('the same'),
    sound: true,
  });
});

test('the owner is moved only from the one who offered', async () => {
  const { account, owner, tess } = scene;
  const marek = await scene.member('Marek Novák', { permission: 'admin:members', admin: true });
  const pass = () =>
    inTransaction(api.db.orm, { account }, async (em) => {
      const [former] = await readFactsOfMembers(em, account, { userIds: [owner.id] });
      const ctx = { em, account: former!.account, user: marek, now: former!.now } as unknown as Working;
      return passOwnership(ctx, { ...former!, userId: tess.id }, 'leaves');
    });
  await expect(pass()).rejects.toMatchObject({ code: 'OFFER_GONE' });
  expect(await scene.ownerId()).toBe(owner.id);
});

test('the database itself holds one open offer in an account, to another member of it', async () => {
  const { account, owner, tess } = scene;
  await scene.offered();
  const row = (id: string, toUserId: string) =>
    api.db.make.row(OwnershipOffer, {
      ...{ id: `${id}_${account}`, accountId: account, fromUserId: owner.id, toUserId },
      ...{ afterwards: 'leaves', expiresAt: new Date() },
    });
  await expect(row('off_b', tess.id)).rejects.toThrow('ownership_offers_one_open');
  await scene
    .em()
    .execute(`update ownership_offers set state = 'declined', answered_at = now() where account_id = ?`, [
      account,
    ]);
  await expect(row('off_c', owner.id)).rejects.toThrow('ownership_offers_check');
  const stranger = await api.db.make.user();
  await expect(row('off_d', stranger.id)).rejects.toThrow('foreign key');
});
