import { Membership } from '@mandate/db';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { areas, type Areas } from '../areas.testing.ts';
import { seen } from '../invitations/testing/seen.ts';

let world: Areas;
beforeAll(async () => {
  world = await areas();
});
afterAll(() => world.api.close());

interface List {
  items: { id: string; name: string; enterable: boolean; standing: string; startsAt: string | null }[];
  offers: { account: string; ownerName: string }[];
  enterable: number;
  only: string | null;
  invitations: { items: { id: string; account: string }[]; total: number; pages: number };
}

test('the chooser lists own accounts, open accesses and ended ones, and says which can be entered', async () => {
  const dora = await world.make.user({ name: 'Dora Schmidt' });
  const own = await world.make.account(dora.id, { name: 'Schmidt' });
  await world.make.member(world.acme, dora.id, [{ preset: 'auditor', admin: true }]);
  await world.make.member(world.other, dora.id, [{ preset: 'auditor', admin: true }], {
    suspendedAt: new Date(),
  });
  const { data } = await (await world.api.as(dora.id)).query<List>('accounts.list', {});
  expect(data.items.map(({ name, enterable, standing }) => [name, enterable, standing])).toEqual([
    ['Schmidt', true, 'active'],
    ['Acme', true, 'active'],
    ['Oster', false, 'suspended'],
  ]);
  expect([data.enterable, data.only]).toEqual([2, null]);
  // what is over stands last, an account of one's own too; what has not begun says when it does
  const start = new Date('2098-03-01T09:00:00Z');
  const later = await world.make.account(world.otto.id, { name: 'Later' });
  await world.make.member(later.id, dora.id, [{ preset: 'auditor', admin: true, start }]);
  await world.make.account(dora.id, { name: 'Former', state: 'closed' });
  const her = await world.api.as(dora.id);
  const all = (await her.query<List>('accounts.list', {})).data.items;
  expect(all.map(({ name }) => name).slice(0, 2)).toEqual(['Schmidt', 'Acme']);
  expect(
    all
      .map(({ name }) => name)
      .slice(2, 4)
      .sort(),
  ).toEqual(['Later', 'Oster']);
  expect(all.at(-1)?.name).toBe('Former');
  expect(all.find(({ name }) => name === 'Later')?.startsAt).toBe(start.toISOString());
  const refused = await her.query('accounts.shell', { account: later.id });
  expect([refused.error?.code, refused.error?.message]).toEqual([
    'MEMBER_NOT_STARTED',
    expect.stringContaining('1\u00a0March 2098'),
  ]);
  // the one account that is open and one's own is the way home from all others
  const home = async () =>
    (await her.query<{ home: string | null }>('accounts.shell', { account: world.acme })).data.home;
  expect(await home()).toBe(own.id);
  const opened = await (
    await world.api.as(dora.id)
  ).mutate<{ id: string }>('accounts.open', { name: 'Second' });
  expect(opened.data.id).not.toBe(own.id);
  expect(await home()).toBeNull();
});

test('waiting invitations are shown to the verified address alone, and can be accepted there without a link', async () => {
  const [domain] = await world.domains(['acme.example']);
  const ines = await world.make.user({ name: 'Ines Moreau', email: 'ines@studio.example' });
  const { invitation } = await world.make.invitation(
    world.acme,
    world.olivia.id,
    [{ permission: 'domains:view', domains: { only: [domain!.id] } }],
    { email: ines.email },
  );
  const her = await world.api.as(ines.id);
  const { data } = await her.query<List>('accounts.list', {});
  expect(data.invitations.items.map(({ id, account }) => [id, account])).toEqual([[invitation.id, 'Acme']]);
  const others = (await world.outsider.query<List>('accounts.list', {})).data.invitations;
  expect([others.items, others.total]).toEqual([[], 0]);
  const { id } = invitation;
  const answer = { invitation: id, ...(await seen(world.em(), { id })) };
  const stranger = await world.outsider.mutate('invitations.accept', answer);
  expect(stranger.error?.code).toBe('INVITATION_UNKNOWN');
  expect((await her.mutate('invitations.accept', answer)).error).toBeUndefined();
  expect((await her.query<List>('accounts.list', {})).data.only).toBe(world.acme);

  const sees = [{ permission: 'billing:view', billing: true }];
  for (let n = 0; n < 26; n += 1) {
    const { id: account } = await world.make.account(world.otto.id, { name: `Customer ${n}` });
    await world.make.invitation(account, world.otto.id, sees, { email: ines.email });
  }
  const pages = [1, 2].map(
    async (waiting) => (await her.query<List>('accounts.list', { waiting })).data.invitations,
  );
  const [first, second] = await Promise.all(pages);
  expect([first!.items.length, first!.total, first!.pages, second!.items.length]).toEqual([25, 26, 2, 1]);
  const mine = { invitation: second!.items[0]!.id };
  const { data: last } = await her.query<{ account: string }>('invitations.viewMine', mine);
  expect(last.account).toBe(second!.items[0]!.account);
});

test('a visit is noted on the membership, and reading an account changes nothing else', async () => {
  const her = await world.member('Dora Schmidt', { permission: 'admin:profile', admin: true });
  expect((await her.query('accounts.shell', { account: world.acme })).status).toBe(200);
  const row = await world.em().findOneOrFail(Membership, { accountId: world.acme, userId: her.id });
  expect(row.lastActiveAt).not.toBeNull();
  expect(row.epoch).toBe(1);
});

test('unknown accounts and others’ accounts are answered alike', async () => {
  const unknown = await world.outsider.query('accounts.shell', { account: `acc_${'0'.repeat(20)}` });
  const foreign = await world.outsider.query('accounts.shell', { account: world.acme });
  expect([foreign.status, foreign.body]).toEqual([404, unknown.body]);
});
