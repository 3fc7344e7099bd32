import { Invitation, newId, OwnershipOffer } from '@mandate/db';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { testApi, type TestApi } from '../../testing.ts';
import { areas, type Areas } from '../areas.testing.ts';
import { alsoEnd, type Heir } from './testing/heirs.ts';

interface Page {
  given: Heir[];
  kept: { name: string; you: boolean; access: string }[];
  more: number;
  offered: boolean;
}

let api: TestApi;
let world: Areas;
beforeAll(async () => {
  api = await testApi();
});
beforeEach(async () => {
  world = await areas(api);
});
afterAll(() => api.close());

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

  const about = { account: world.acme, user: marek.id };
  const page = await world.owner.query<Page>('members.removal', about);
  const removed = await world.owner.mutate('members.remove', { ...about, alsoEnd: alsoEnd(page.data.given) });
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
  const page = await world.owner.query<Page>('members.removal', about);
  expect(page.data).toMatchObject({ given: [{ name: 'Dora Schmidt' }], kept: [], more: 0, offered: false });
  const gone = await world.api.as(dora.id);
  expect((await gone.mutate('accounts.leave', { account: world.acme })).error).toBeUndefined();
  expect(
    (await world.owner.mutate('members.remove', { ...about, alsoEnd: alsoEnd(page.data.given) })).error,
  ).toBeUndefined();
});

test('what the reader may not end stands there without a choice, and what he chooses goes through', async () => {
  const ids = (await world.domains(['acme.example', 'acme-shop.example'])).map(({ id }) => id);
  const sees = (...only: string[]) => ({ permission: 'domains:view', domains: { only } }) as const;
  const revokes = { permission: 'admin:revoke', admin: true } as const;
  const marek = await world.member('Marek Novák', sees(ids[0]!));
  const of = async (name: string, ...grants: Parameters<Areas['member']>[1][]) => {
    const { id } = await world.make.user({ name });
    await world.make.member(world.acme, id, grants, { givenBy: marek.id });
    return id;
  };
  const dora = await of('Dora Schmidt', sees(ids[0]!));
  await of('Anna Stark', sees(...ids));
  const vera = await world.api.as(await of('Vera Rossi', sees(ids[0]!), revokes));
  const account = world.acme;
  await world.make.row(OwnershipOffer, {
    ...{ id: newId('off'), accountId: account, fromUserId: world.olivia.id, toUserId: marek.id },
    ...{ afterwards: 'leaves', expiresAt: new Date(Date.now() + 60_000) },
  });

  const { data } = await vera.query<Page>('members.removal', { account, user: marek.id });
  expect(data.given.map(({ user }) => user)).toEqual([dora]);
  expect(data.kept.map(({ name, you }) => [name, you])).toEqual([
    ['Anna Stark', false],
    ['Vera Rossi', true],
  ]);
  // of what he may not view himself he reads no name
  expect(JSON.stringify(data.kept)).not.toContain('acme-shop.example');
  expect(data.offered).toBe(true);
  const ends = { account, user: marek.id, alsoEnd: alsoEnd(data.given) };
  expect((await vera.mutate('members.remove', ends)).error).toBeUndefined();
});

test('nobody’s grants are cut in two where there are too many to end at once', async () => {
  const marek = await world.member('Marek Novák', { permission: 'admin:users', admin: true });
  const { acme: account } = world;
  for (const name of ['Anna', 'Dora']) {
    const { id } = await world.make.user({ name });
    await world.make.member(account, id);
    await world.em().execute(
      `insert into grants (id, account_id, user_id, permission, billing, given_by)
       select 'gra_' || lpad(n::text, 8, '0') || ?, ?, ?, 'billing:view', true, ? from generate_series(1, 600) n`,
      [id.slice(-12), account, id, marek.id],
    );
  }
  const { data } = await world.owner.query<Page>('members.removal', { account, user: marek.id });
  expect(data.given.map(({ grants }) => grants.length)).toEqual([600]);
  expect(data.more).toBe(1);

  // what is not his to end takes no room from what is, whoever comes first
  const [first] = data.given;
  const { id: vera } = await world.make.user({ name: 'Vera' });
  const rights = (['admin:revoke', 'admin:users'] as const).map((permission) => ({
    permission,
    admin: true,
  }));
  await world.make.member(account, vera, [...rights, { permission: 'billing:view', billing: true }]);
  await world.em().execute(
    `insert into grants (id, account_id, user_id, permission, support, given_by)
     values ('gra_' || ?, ?, ?, 'support:own', true, ?)`,
    [first!.user.slice(-20), account, first!.user, world.olivia.id],
  );
  const about = { account, user: marek.id };
  const hers = await (await world.api.as(vera)).query<Page>('members.removal', about);
  expect(hers.data.given.map(({ grants }) => grants.length)).toEqual([600]);
  expect(hers.data.given[0]?.user).not.toBe(first!.user);
  expect([hers.data.kept.map(({ name }) => name), hers.data.more]).toEqual([[first!.name], 0]);
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
