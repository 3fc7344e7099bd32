import { Invitation } from '@mandate/db';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { areas, type Areas } from '../areas.testing.ts';
import { seen } from './testing/seen.ts';

let world: Areas;
beforeAll(async () => {
  world = await areas();
});
afterAll(() => world.api.close());

const everyDomain = { domains: { except: [] } };
const managing = { permission: 'admin:users', admin: true };

/** The same rights as the preset has today, none of them tied to it. */
const asSingle = [
  { permission: 'domains:manage', ...everyDomain },
  { permission: 'support:own', support: true },
  managing,
] as const;

const live = { preset: 'domain-manager', ...everyDomain, support: true };

const end = (user: string) =>
  world
    .em()
    .execute(
      `update grants set ended_at = now(), end_reason = 'removed' where user_id = ? and preset is not null`,
      [user],
    );

async function offeredBy(inviter: { id: string }) {
  const person = await world.make.user({ name: 'Ines Moreau' });
  const { email } = person;
  const { invitation } = await world.make.invitation(world.acme, inviter.id, [live], { email });
  const { id } = invitation;
  const her = await world.api.as(person.id);
  const answer = { invitation: id, ...(await seen(world.em(), { id })) };
  return { id, accept: () => her.mutate('invitations.accept', answer) };
}

test('who no longer holds a preset live offers it no longer, though he holds all that it gives today', async () => {
  const marek = await world.member('Marek Novák', live, ...asSingle);
  const { accept } = await offeredBy(marek);
  await end(marek.id);
  const refused = await accept();
  expect(refused.error?.code).toBe('INVITATION_INVITER_CANNOT_GIVE');
});

test('taking over an invitation needs what giving it needs: a live preset is not taken over by its parts', async () => {
  const marek = await world.member('Marek Novák', live, ...asSingle);
  const { id, accept } = await offeredBy(marek);
  await end(marek.id);
  const dora = await world.member('Dora Schmidt', ...asSingle);
  const resend = { account: world.acme, invitation: id };
  expect((await dora.mutate('invitations.resend', resend)).error?.code).toBe('GRANT_EXCEEDS_OWN');
  expect((await world.em().findOneOrFail(Invitation, { id })).inviterUserId).toBe(marek.id);
  expect((await world.owner.mutate('invitations.resend', resend)).error).toBeUndefined();
  expect((await accept()).error).toBeUndefined();
});
