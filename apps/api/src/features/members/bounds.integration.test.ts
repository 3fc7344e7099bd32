import { afterEach, beforeEach, expect, test } from 'vitest';
import { areas, type Areas } from '../areas.testing.ts';

let world: Areas;
beforeEach(async () => {
  world = await areas();
});
afterEach(() => world.api.close());

test('ids that cannot be are no containers, and no failure', async () => {
  const [domain] = await world.domains(['acme.example']);
  const chosen = [domain!.id, '\u0000', '\ud800', 'x'];
  const found = await world.owner.query<{ chosen: object[] }>('members.containers', {
    account: world.acme,
    area: 'domains',
    chosen,
  });
  expect([found.status, found.data.chosen]).toEqual([200, [{ id: domain!.id, name: 'acme.example' }]]);
});

test('locks are taken for no more people than a removal may name', async () => {
  const users = Array.from({ length: 1500 }, (_, n) => ({ user: `usr_${String(n).padStart(20, '0')}` }));
  const last = await world.member('Dora Schmidt', { permission: 'billing:view', billing: true });
  const em = world.em();
  await em.begin();
  await em.execute(`select 1 from memberships where user_id = ? for update`, [last.id]);
  const refused = await world.outsider.mutate('members.remove', {
    account: world.acme,
    user: 'usr_00000000000000000000',
    alsoEnd: [...users, { user: last.id }],
  });
  await em.rollback();
  expect(refused.error?.code).toBe('ACCOUNT_NOT_FOUND');
});
