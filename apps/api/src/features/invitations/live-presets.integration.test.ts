import { Invitation } from '@mandate/db';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { areas, type Areas } from '../areas.testing.ts';

let world: Areas;
beforeEach(async () => {
  world = await areas();
});
afterEach(() => world.api.close());

const ines = 'ines@studio-moreau.example';
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
  const person = await world.make.user({ name: 'Ines Moreau', email: ines });
  const { invitation } = await world.make.invitation(world.acme, inviter.id, [live], { email: ines });
  return { id: invitation.id, her: await world.api.as(person.id) };
}

test('who no longer holds a preset live offers it no longer, though he holds all that it gives today', async () => {
  const marek = await world.member('Marek Novák', live, ...asSingle);
  const { id, her } = await offeredBy(marek);
  await end(marek.id);
  const refused = await her.mutate('invitations.accept', { invitation: id });
  expect(refused.error?.code).toBe('INVITATION_INVITER_CANNOT_GIVE');
});

test('taking over an invitation needs what giving it needs: a live preset is not taken over by its parts', async () => {
  const marek = await world.member('Marek Novák', live, ...asSingle);
  const { id, her } = await offeredBy(marek);
  await end(marek.id);
  const dora = await world.member('Dora Schmidt', ...asSingle);
  const resend = { account: world.acme, invitation: id };
  expect((await dora.mutate('invitations.resend', resend)).error?.code).toBe('GRANT_EXCEEDS_OWN');
  expect((await world.em().findOneOrFail(Invitation, { id })).inviterUserId).toBe(marek.id);
  expect((await world.owner.mutate('invitations.resend', resend)).error).toBeUndefined();
  expect((await her.mutate('invitations.accept', { invitation: id })).error).toBeUndefined();
});
