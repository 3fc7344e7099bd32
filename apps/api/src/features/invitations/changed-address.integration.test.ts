import { untilWaiting } from '@mandate/db/testing';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { areas, type Areas } from '../areas.testing.ts';
import { seen } from './testing/seen.ts';

let world: Areas;
beforeEach(async () => {
  world = await areas();
});
afterEach(() => world.api.close());

const ines = 'ines@studio-moreau.example';

test('an address that changed since the session was read accepts nothing', async () => {
  const person = await world.make.user({ name: 'Ines Moreau', email: ines });
  const her = await world.api.as(person.id);
  const grants = [{ permission: 'billing:view', billing: true }];
  const { invitation } = await world.make.invitation(world.acme, world.olivia.id, grants, { email: ines });
  const { id } = invitation;
  const answer = { invitation: id, ...(await seen(world.em(), { id })) };
  const em = world.em();
  await em.begin();
  await em.execute(`update users set email = 'ines@elsewhere.example' where email = ?`, [ines]);
  const accepting = her.mutate('invitations.accept', answer);
  await untilWaiting(world.em());
  await em.commit();
  expect((await accepting).error?.code).toBe('INVITATION_WRONG_PERSON');
});
