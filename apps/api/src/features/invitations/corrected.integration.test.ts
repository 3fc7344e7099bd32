import { Invitation } from '@mandate/db';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Caller } from '../../testing.ts';
import { areas, type Areas } from '../areas.testing.ts';

/** Who sends a pending offer to another address chooses the person, and so makes the offer (S6, S12.6). */
let world: Areas;
let number = 0;
beforeAll(async () => {
  world = await areas();
});
afterAll(() => world.api.close());

const everywhere = { domains: { except: [] } };
const manages = { permission: 'admin:users', admin: true } as const;

/** A live preset that the owner offered to a mistyped address. */
async function offered() {
  number += 1;
  const [wrong, right] = [`wrong-${number}@studio.example`, `right-${number}@studio.example`];
  const { acme: account, owner } = world;
  const parts = [{ preset: 'domain-manager', domains: { which: 'all', later: true } }];
  const sent = await owner.mutate('invitations.send', { account, emails: [wrong], locale: 'en', parts });
  expect(sent.error).toBeUndefined();
  const { id } = await world.em().findOneOrFail(Invitation, { email: wrong });
  const correct = (by: Caller) => by.mutate('invitations.correct', { account, invitation: id, email: right });
  const may = async (by: Caller) =>
    (await by.query<{ may: Record<string, boolean> }>('invitations.get', { account, invitation: id })).data
      .may;
  return { id, wrong, right, correct, may };
}

test('a live preset goes to nobody else by who holds its permissions, but not the preset', async () => {
  const marek = await world.member(
    'Marek',
    manages,
    { permission: 'domains:manage', ...everywhere },
    { permission: 'support:own', support: true },
  );
  const { id, wrong, correct, may } = await offered();
  expect(await may(marek)).toMatchObject({ resend: true, copy: true, correct: false });
  expect((await correct(marek)).error?.code).toBe('GRANT_EXCEEDS_OWN');
  expect(await world.em().findOneOrFail(Invitation, { id })).toMatchObject({ email: wrong, sendCount: 1 });
});

test('whoever sends it to another address is its inviter: it dies with his access', async () => {
  const lena = await world.member('Lena', manages, {
    preset: 'domain-manager',
    ...everywhere,
    support: true,
  });
  const { id, right, correct, may } = await offered();
  expect((await may(lena)).correct).toBe(true);
  expect((await correct(lena)).error).toBeUndefined();
  const now = await world.em().findOneOrFail(Invitation, { id });
  expect(now).toMatchObject({ email: right, inviterUserId: lena.id });
  const removed = await world.owner.mutate('members.remove', { account: world.acme, user: lena.id });
  expect(removed.error).toBeUndefined();
  expect((await world.em().findOneOrFail(Invitation, { id })).state).toBe('cancelled');
});
