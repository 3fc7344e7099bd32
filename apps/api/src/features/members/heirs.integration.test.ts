import { Invitation } from '@mandate/db';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { areas, type Areas } from '../areas.testing.ts';

let world: Areas;
beforeEach(async () => {
  world = await areas();
});
afterEach(() => world.api.close());

test('whoever loses the last right with its giver loses what he had offered as well', async () => {
  const [domain] = await world.domains(['acme.example']);
  const marek = await world.member('Marek Novák', { permission: 'admin:users', admin: true });
  const dora = await world.make.user({ name: 'Dora Schmidt' });
  await world.make.member(
    world.acme,
    dora.id,
    [
      { permission: 'admin:users', admin: true },
      { permission: 'domains:view', domains: { only: [domain!.id] } },
    ],
    { givenBy: marek.id },
  );
  const sent = await (
    await world.api.as(dora.id)
  ).mutate('invitations.send', {
    account: world.acme,
    emails: ['lea@cabinet-lf.example'],
    locale: 'fr',
    parts: [{ permissions: ['domains:view'], domains: { which: 'only', ids: [domain!.id] } }],
  });
  expect(sent.error).toBeUndefined();

  const page = await world.owner.query<{ given: { user: string; grant: string }[] }>('members.removal', {
    account: world.acme,
    user: marek.id,
  });
  const removed = await world.owner.mutate('members.remove', {
    account: world.acme,
    user: marek.id,
    alsoEnd: page.data.given.map(({ user, grant }) => ({ user, grant })),
  });
  expect(removed.error).toBeUndefined();
  const { state } = await world.em().findOneOrFail(Invitation, { email: 'lea@cabinet-lf.example' });
  expect(state).toBe('cancelled');
  expect((await world.events('admin')).at(-1)).toMatchObject({
    action: 'member.removed',
    subjectName: 'Dora Schmidt',
    data: { cancelled: ['lea@cabinet-lf.example'] },
  });
});

test('who has gone by himself meanwhile does not stand in the way of the removal', async () => {
  const [domain] = await world.domains(['acme.example']);
  const sees = { permission: 'domains:view', domains: { only: [domain!.id] } } as const;
  const marek = await world.member('Marek Novák', { permission: 'admin:users', admin: true });
  const dora = await world.make.user({ name: 'Dora Schmidt' });
  await world.make.member(world.acme, dora.id, [sees], { givenBy: marek.id });
  const about = { account: world.acme, user: marek.id };
  const page = await world.owner.query<{ given: { user: string; grant: string }[] }>(
    'members.removal',
    about,
  );
  const alsoEnd = page.data.given.map(({ user, grant }) => ({ user, grant }));
  expect(alsoEnd).toHaveLength(1);
  const gone = await world.api.as(dora.id);
  expect((await gone.mutate('accounts.leave', { account: world.acme })).error).toBeUndefined();
  expect((await world.owner.mutate('members.remove', { ...about, alsoEnd })).error).toBeUndefined();
});
