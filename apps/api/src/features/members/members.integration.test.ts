import { Grant, Membership } from '@mandate/db';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { lastMail, mailsTo } from '../../auth/testing.ts';
import type { AccessInput } from '../../contract/grants.ts';
import { testApi, type Caller, type TestApi } from '../../testing.ts';
import { areas, type Areas } from '../areas.testing.ts';
import type { MemberItem } from './queries.ts';
import { alsoEnd, type Heir } from './testing/heirs.ts';

let api: TestApi;
let world: Areas;
let one: string;
let two: string;
beforeAll(async () => {
  api = await testApi();
});
beforeEach(async () => {
  world = await areas(api);
  [one, two] = (await world.domains(['acme.example', 'acme-shop.example'])).map(({ id }) => id) as [
    string,
    string,
  ];
});
afterAll(() => api.close());

const manage = (...ids: string[]) => ({ permissions: ['domains:manage'], domains: { which: 'only', ids } });
const dora = () => world.member('Dora Schmidt', { permission: 'domains:manage', domains: { only: [one] } });
const manager = (...grants: Parameters<Areas['member']>[1][]) =>
  world.member('Marek Novák', ...grants, { permission: 'admin:users', admin: true });

const change = (by: Caller, user: string, parts: object[], seen = 1, procedure = 'change') =>
  by.mutate(`members.${procedure}`, { account: world.acme, user, parts, seen });

const epochOf = async (userId: string) =>
  (await world.em().findOneOrFail(Membership, { accountId: world.acme, userId })).epoch;

test('a change shows what it adds, removes and leaves, takes effect at once and is told by mail', async () => {
  const her = await dora();
  const check = await world.owner.query<Record<'adds' | 'removes' | 'stays', { text: string }[]>>(
    'members.check',
    {
      account: world.acme,
      user: her.id,
      parts: [manage(two)],
    },
  );
  expect(JSON.stringify(check.data.adds)).toContain('acme-shop.example');
  expect(JSON.stringify(check.data.removes)).toContain('acme.example');

  expect((await change(world.owner, her.id, [manage(two)])).error).toBeUndefined();
  expect((await her.query('domains.get', { account: world.acme, domain: one })).error?.code).toBe(
    'NOT_FOUND',
  );
  expect((await her.query('domains.get', { account: world.acme, domain: two })).status).toBe(200);
  expect(await epochOf(her.id)).toBe(2);
  const { email } = (await member(her.id))!;
  expect((await lastMail(world.api, email)).text).toContain('acme-shop.example');
});

async function member(id: string) {
  const list = await world.owner.query<{ items: MemberItem[] }>('members.list', { account: world.acme });
  return list.data.items.find((item) => item.user === id);
}

test('a form shown before somebody else’s change changes nothing', async () => {
  const her = await dora();
  await change(world.owner, her.id, [manage(one, two)]);
  const stale = await change(world.owner, her.id, [manage(two)], 1);
  expect([stale.status, stale.error?.code]).toEqual([409, 'CHANGED_MEANWHILE']);
  expect((await her.query('domains.get', { account: world.acme, domain: one })).status).toBe(200);
});

test('what the form is filled with gives the same rights when it is sent back', async () => {
  const her = await world.member(
    'Dora Schmidt',
    { preset: 'domain-manager', domains: { except: [two] }, support: true },
    { permission: 'billing:view', billing: true },
  );
  const { data } = await world.owner.query<{ parts: AccessInput[]; epoch: number }>('members.get', {
    account: world.acme,
    user: her.id,
  });
  const before = await world.em().find(Grant, { userId: her.id, endedAt: null });
  expect((await change(world.owner, her.id, data.parts, data.epoch)).error).toBeUndefined();
  const after = await world.em().find(Grant, { userId: her.id, endedAt: null });
  const shape = ({ preset, permission, domains, billing, support }: Grant) => ({
    preset,
    permission,
    domains,
    billing,
    support,
  });
  expect(after.map(shape)).toEqual(before.map(shape));
});

test('nobody touches himself, the owner or somebody stronger', async () => {
  const her = await dora();
  const him = await manager({ permission: 'domains:view', domains: { except: [] } });
  const tries = (user: string) => [
    change(him, user, [{ permissions: ['domains:view'], domains: { which: 'only', ids: [one] } }]),
    ...['remove', 'suspend'].map((act) => him.mutate(`members.${act}`, { account: world.acme, user })),
  ];
  for (const [user, code] of [
    [him.id, 'MEMBER_IS_SELF'],
    [world.olivia.id, 'MEMBER_IS_OWNER'],
    [her.id, 'MEMBER_STRONGER'],
    ['usr_00000000000000000000', 'NOT_FOUND'],
  ] as const)
    for (const answer of await Promise.all(tries(user))) expect(answer.error?.code).toBe(code);
  expect(await epochOf(her.id)).toBe(1);
});

test('nobody adds what he may not give; taking away needs only admin:revoke', async () => {
  const her = await dora();
  const him = await manager({ permission: 'domains:manage', domains: { only: [one] } });
  const more = await change(him, her.id, [manage(one), { permissions: ['billing:view'] }]);
  expect(more.error?.code).toBe('GRANT_EXCEEDS_OWN');

  const revoker = await world.member(
    'Vera Rossi',
    { permission: 'domains:manage', domains: { only: [one, two] } },
    { permission: 'admin:revoke', admin: true },
  );
  expect((await change(revoker, her.id, [manage(one)])).error?.code).toBe('PERMISSION_MISSING');
  expect((await change(revoker, her.id, [manage(one, two)], 1, 'reduce')).error?.code).toBe(
    'GRANT_EXCEEDS_OWN',
  );
  const less = { permissions: ['domains:view'], domains: { which: 'only', ids: [one] } };
  expect((await change(revoker, her.id, [less], 1, 'reduce')).error).toBeUndefined();
  expect((await her.query('domains.get', { account: world.acme, domain: one })).status).toBe(200);
});

test('a preset is live from the owner, and fixed as it is now from who does not hold it live', async () => {
  const her = await dora();
  const him = await manager(
    { permission: 'domains:manage', domains: { except: [] } },
    { permission: 'support:own', support: true },
  );
  const part = { preset: 'domain-manager', domains: { which: 'only', ids: [one] } };
  expect((await change(him, her.id, [part])).error).toBeUndefined();
  const names = async () =>
    (await world.em().find(Grant, { userId: her.id, endedAt: null })).map(
      (grant) => grant.preset ?? grant.permission,
    );
  expect((await names()).toSorted()).toEqual(['domains:manage', 'domains:view', 'support:own']);
  // the rights of today stay as they are: what changes is that they follow the policy files, so there is something to save
  const check = async (...parts: object[]) => {
    const asked = { account: world.acme, user: her.id, parts };
    const { data } = await world.owner.query<
      Record<'adds' | 'removes' | 'tied', object[]> & { changes: boolean }
    >('members.check', asked);
    return [data.adds.length, data.removes.length, data.tied, data.changes];
  };
  expect(await check(part)).toEqual([0, 0, ['Domain manager'], true]);
  expect((await change(world.owner, her.id, [part], 2)).error).toBeUndefined();
  expect(await names()).toEqual(['domain-manager']);
  expect(await check(part)).toEqual([0, 0, [], false]);
  expect(await check(part, { ...manage(one), permissions: ['domains:view'] })).toEqual([0, 0, [], true]);
  const free = [{ ...manage(one) }, { permissions: ['support:own'] }];
  expect(await check(...free)).toEqual([0, 0, [], true]);
});

test('what a change leaves alone keeps its giver, its row and its tie to the policy files', async () => {
  const her = await world.member(
    'Dora Schmidt',
    { preset: 'domain-manager', domains: { only: [one] }, support: true },
    { permission: 'admin:activity', admin: true },
  );
  const him = await manager(
    { permission: 'domains:manage', domains: { except: [] } },
    { permission: 'support:own', support: true },
    { permission: 'admin:activity', admin: true },
    { permission: 'admin:emails', admin: true },
  );
  const before = await world.em().find(Grant, { userId: her.id, endedAt: null }, { orderBy: { id: 'asc' } });
  const live = { preset: 'domain-manager', domains: { which: 'only', ids: [one] } };
  const changed = await change(him, her.id, [live, { permissions: ['admin:activity', 'admin:emails'] }]);
  expect(changed.error).toBeUndefined();
  const after = await world.em().find(Grant, { userId: her.id, endedAt: null });
  expect(after.filter(({ givenBy }) => givenBy === him.id).map(({ permission }) => permission)).toEqual([
    'admin:emails',
  ]);
  expect(
    after
      .filter(({ givenBy }) => givenBy !== him.id)
      .map(({ id }) => id)
      .toSorted(),
  ).toEqual(before.map(({ id }) => id));
});

test('suspending keeps the set-up, resuming gives it back; both are told', async () => {
  const her = await dora();
  const { email } = (await member(her.id))!;
  const body = { account: world.acme, user: her.id };
  expect((await world.owner.mutate('members.suspend', body)).error).toBeUndefined();
  expect((await her.query('domains.list', { account: world.acme })).error?.code).toBe('MEMBER_SUSPENDED');
  expect((await her.query('accounts.mine', { account: world.acme })).data).toMatchObject({
    standing: 'suspended',
  });
  const more = [manage(one, two)];
  const check = await world.owner.query('members.check', { ...body, parts: more });
  expect(check.data).toMatchObject({ waits: { suspended: true } });
  expect((await change(world.owner, her.id, more, 2)).error).toBeUndefined();
  const { text } = await lastMail(world.api, email);
  expect(text).toContain('The change counts once the access is resumed.');
  expect(text).not.toMatch(/already applies|you can now|Open Acme/);
  expect((await world.owner.mutate('members.resume', body)).error).toBeUndefined();
  expect((await her.query('domains.list', { account: world.acme })).status).toBe(200);
  expect((await mailsTo(world.api, email)).map(({ kind }) => kind)).toEqual([
    'accessSuspended',
    'accessChanged',
    'accessResumed',
  ]);
});

test('removing lists what dies with it and can end what he gave', async () => {
  const her = await dora();
  const him = await manager({ permission: 'domains:manage', domains: { except: [] } });
  expect((await change(him, her.id, [manage(one, two)])).error).toBeUndefined();
  await him.mutate('invitations.send', {
    account: world.acme,
    emails: ['lea@cabinet-lf.example'],
    locale: 'fr',
    parts: [manage(one)],
  });
  const page = await world.owner.query<{ invitations: string[]; given: Heir[] }>('members.removal', {
    account: world.acme,
    user: him.id,
  });
  expect(page.data.invitations).toEqual(['lea@cabinet-lf.example']);
  expect(page.data.given.map(({ user }) => user)).toEqual([her.id]);

  const removed = await world.owner.mutate<{ cancelled: number }>('members.remove', {
    account: world.acme,
    user: him.id,
    alsoEnd: alsoEnd(page.data.given),
  });
  expect(removed.data.cancelled).toBe(1);
  expect((await her.query('domains.list', { account: world.acme })).error?.code).toBe('MEMBER_REMOVED');
});

test('leaving needs nobody; the owner cannot', async () => {
  const her = await dora();
  expect((await her.mutate('accounts.leave', { account: world.acme })).error).toBeUndefined();
  expect((await her.query('accounts.shell', { account: world.acme })).error?.code).toBe('MEMBER_LEFT');
  const owner = await world.owner.mutate('accounts.leave', { account: world.acme });
  expect(owner.error?.code).toBe('OWNER_CANNOT_LEAVE');
});
