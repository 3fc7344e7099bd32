import { Invitation } from '@mandate/db';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { testApi, type TestApi } from '../../testing.ts';
import { seen } from '../invitations/testing/seen.ts';
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

const ordering = { permission: 'domains:order', domains: { except: [] } };
const reading = { permission: 'admin:members', admin: true };

/** Somebody with a login whom `inviter` has invited: a caller and the invitation. */
async function invited(inviter: string, grant: typeof ordering | typeof reading) {
  const person = await scene.make.user();
  const { invitation } = await scene.make.invitation(scene.account, inviter, [grant], {
    email: person.email,
  });
  const caller = await api.as(person.id);
  const { id } = invitation;
  const answer = { invitation: id, ...(await seen(scene.em(), { id })) };
  return {
    id,
    accept: () => caller.mutate('invitations.accept', answer),
    state: async () => (await scene.em().findOneOrFail(Invitation, { id })).state,
  };
}

test('a former owner’s invitations stay, are refused while he cannot give them, and can be taken over', async () => {
  const { account, owner, tess } = scene;
  const [beyond, within] = [await invited(owner.id, ordering), await invited(owner.id, reading)];
  await scene.accept(await scene.offered('colleague'));
  expect(await beyond.state()).toBe('open');
  // a colleague invites nobody, so he can give neither what he still holds nor what he lost
  for (const one of [beyond, within])
    expect((await one.accept()).error?.code).toBe('INVITATION_INVITER_CANNOT_GIVE');
  expect((await tess.mutate('invitations.resend', { account, invitation: beyond.id })).error).toBeUndefined();
  expect((await beyond.accept()).error).toBeUndefined();
  expect(await within.state()).toBe('open');
});

test('a former owner’s invitations die when he leaves', async () => {
  const pending = await invited(scene.owner.id, reading);
  await scene.accept(await scene.offered('leaves'));
  expect(await pending.state()).toBe('cancelled');
});

test('a manager’s invitations live on through the hand-over, and a new owner’s own as well', async () => {
  const manager = await scene.member('Marek Novák', { permission: 'admin:users', admin: true });
  const [his, hers] = [await invited(manager.id, reading), await invited(scene.tess.id, reading)];
  expect((await hers.accept()).error?.code).toBe('INVITATION_INVITER_CANNOT_GIVE');
  await scene.accept(await scene.offered('colleague'));
  expect((await his.accept()).error).toBeUndefined();
  expect((await hers.accept()).error).toBeUndefined();
});
