import { createOrm, Domain, Grant, Invitation, Membership } from '@mandate/db';
import { loadBundle } from '@mandate/policy';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startUpkeep } from '../../commands/upkeep/worker.ts';
import type { AccessInput } from '../../contract/grants.ts';
import { quiet } from '../../outbox/testing/quiet.ts';
import type { Caller } from '../../testing.ts';
import { areas, type Areas } from '../areas.testing.ts';
import { seen } from '../invitations/testing/seen.ts';

const bundle = await loadBundle();
let world: Areas;
let one: string;
let two: string;
beforeAll(async () => {
  world = await areas();
  [one, two] = (await world.domains(['acme.example', 'acme-shop.example'])).map(({ id }) => id) as [
    string,
    string,
  ];
});
afterAll(() => world.api.close());

async function upkeep(): Promise<void> {
  const workerOrm = await createOrm(world.api.db.workerUrl);
  const { orm, env } = world.api.services;
  const loop = startUpkeep({ workerOrm, orm, bundle: () => bundle, env, log: quiet });
  await loop.drain();
  await loop.stop();
  await workerOrm.close(true);
}

const day = 86_400_000;
const ago = (days: number) => new Date(Date.now() - days * day);
const manages = (...only: string[]) => ({ preset: 'domain-manager', domains: { only }, support: true });

interface Ended {
  user: string;
  whole: boolean;
  reason: string;
  by: string | null;
  at: string;
  access: string | null;
  mayRenew: boolean;
}
const ended = async (by: Caller, q?: string) =>
  (await by.query<{ items: Ended[]; total: number }>('members.ended', { account: world.acme, q })).data;
interface Renewal {
  way: string;
  parts: AccessInput[];
  whole: boolean;
  present?: AccessInput[];
  epoch?: number;
}
const renewal = (by: Caller, user: string, at?: string) =>
  by.query<Renewal>('members.renewal', { account: world.acme, user, ...(at && { ended: at }) });

test('removed, left and expired are different words, each with what it was, when, and by whom', async () => {
  const dora = await world.member('Dora Schmidt', manages(one));
  const lea = await world.member('Lea Fontaine', { permission: 'billing:view', billing: true });
  const sam = await world.member('Sam Okafor', { ...manages(two), start: ago(14), end: ago(0.01) });
  await world.owner.mutate('members.remove', { account: world.acme, user: dora.id });
  await lea.mutate('accounts.leave', { account: world.acme });
  expect((await sam.query('domains.list', { account: world.acme })).error?.code).toBe('MEMBER_ENDED');
  await upkeep();

  const { items } = await ended(world.owner);
  const of = (id: string) => items.find(({ user }) => user === id);
  expect(of(dora.id)).toMatchObject({ reason: 'removed', by: 'Olivia Owens', whole: true, mayRenew: true });
  expect(of(dora.id)?.access).toMatch(/^Domain manager\. Changes DNS, .* of acme\.example;/);
  expect(of(lea.id)).toMatchObject({ reason: 'left' });
  expect(of(lea.id)?.access).toContain('Sees invoices');
  expect(of(sam.id)).toMatchObject({ reason: 'expired', by: null });
  // it ended at its end, not when it was written down
  expect(Date.now() - Date.parse(of(sam.id)!.at)).toBeGreaterThan(0.009 * day);
  expect((await ended(world.owner, 'fontaine')).items).toHaveLength(1);
  const dates = (await world.em().findOneOrFail(Membership, { userId: sam.id })).endedAt;
  expect(dates?.toISOString()).toBe(new Date(of(sam.id)!.at).toISOString());
});

test('an ended access is renewed by an invitation at the same scope, for as long as before', async () => {
  const sam = await world.member('Sam Specialist', { ...manages(one), start: ago(14), end: ago(0.01) });
  await upkeep();
  const { data } = await renewal(world.owner, sam.id);
  expect(data).toMatchObject({ way: 'invite', whole: true });
  expect(data.parts).toMatchObject([{ preset: 'domain-manager', domains: { which: 'only', ids: [one] } }]);
  expect(Math.round((Date.parse(data.parts[0]!.until!) - Date.now()) / day)).toBeGreaterThanOrEqual(12);
  const [{ email }] = await world
    .em()
    .execute<[{ email: string }]>(`select email from users where id = ?`, [sam.id]);
  const offer = { account: world.acme, emails: [email], locale: 'en', parts: data.parts };
  expect((await world.owner.mutate('invitations.send', offer)).error).toBeUndefined();
  const { id } = await world.em().findOneOrFail(Invitation, { email, state: 'open' });
  const answer = { invitation: id, ...(await seen(world.em(), { id })) };
  expect((await sam.mutate('invitations.accept', answer)).error).toBeUndefined();
  expect((await sam.query('domains.get', { account: world.acme, domain: one })).status).toBe(200);
  expect((await ended(world.owner)).items.some(({ user }) => user === sam.id)).toBe(false);
});

test('a part that ran out is given again beside what stands, and then is no longer in the list', async () => {
  const tess = await world.member(
    'Tess Lindqvist',
    { permission: 'billing:view', billing: true },
    { ...manages(two), start: ago(10), end: ago(0.01) },
  );
  await world.em().nativeUpdate(Membership, { userId: tess.id }, { createdAt: ago(20) });
  await upkeep();
  expect((await tess.query('domains.list', { account: world.acme })).error?.code).toBe('PERMISSION_MISSING');
  const [part] = (await ended(world.owner)).items.filter(({ user }) => user === tess.id);
  expect(part).toMatchObject({ whole: false, reason: 'expired', mayRenew: true });
  const { data } = await renewal(world.owner, tess.id, new Date(part!.at).toISOString());
  expect(data).toMatchObject({ way: 'change', whole: true, present: [{ permissions: ['billing:view'] }] });
  const parts = [...data.present!, ...data.parts];
  const saved = await world.owner.mutate('members.change', {
    ...{ account: world.acme, user: tess.id, parts, seen: data.epoch },
  });
  expect(saved.error).toBeUndefined();
  expect((await tess.query('domains.get', { account: world.acme, domain: two })).status).toBe(200);
  expect((await ended(world.owner)).items.some(({ user }) => user === tess.id)).toBe(false);
  // what was given again is no more than the past: it is not offered twice as new
  expect(
    (await world.em().find(Grant, { userId: tess.id, preset: 'domain-manager', endedAt: null })).length,
  ).toBe(1);
});

test('what was given again in another form is offered no second time, nor to who may not touch the person', async () => {
  const { acme: account } = world;
  const [gone] = await world.domains(['acme-old.example']);
  const ran = { start: ago(10), end: ago(0.01) };
  const nora = await world.member(
    'Nora Klein',
    { permission: 'billing:view', billing: true },
    { ...manages(one, gone!.id), ...ran },
    { permission: 'domains:view', domains: { only: [two] }, ...ran, end: ago(0.02) },
  );
  await world.em().nativeUpdate(Membership, { userId: nora.id }, { createdAt: ago(20) });
  await world.em().nativeDelete(Domain, { id: gone!.id });
  await upkeep();
  const manages1 = { permission: 'domains:manage', domains: { only: [one] } } as const;
  const rest = [
    { permission: 'support:own', support: true },
    { permission: 'admin:users', admin: true },
  ] as const;
  const weak = await world.member('Willi Winzig', manages1, ...rest);
  const marek = await world.member(
    'Marek Horn',
    { permission: 'billing:view', billing: true },
    manages1,
    ...rest,
  );
  const offered = async (by: Caller) => (await ended(by, 'Nora')).items.map(({ mayRenew }) => mayRenew);
  // what she holds still is more than he holds; and of the other part he may give nothing
  expect([await offered(weak), await offered(marek), await offered(world.owner)]).toEqual([
    [false, false],
    [true, false],
    [true, true],
  ]);
  const [latest] = (await ended(marek, 'Nora')).items;
  const { data } = await renewal(marek, nora.id, new Date(latest!.at).toISOString());
  // he does not hold the preset live, and a domain has gone: another form of the same
  const parts = [...data.present!, ...data.parts];
  const saved = await marek.mutate('members.change', { account, user: nora.id, parts, seen: data.epoch });
  expect(saved.error).toBeUndefined();
  expect([await offered(marek), await offered(world.owner)]).toEqual([
    [false, false],
    [false, true],
  ]);
});

test('what somebody held before becoming the owner is no former access of his', async () => {
  const otis = await world.member('Otis Alt', { permission: 'billing:view', billing: true });
  await world.em().nativeUpdate(Membership, { userId: otis.id }, { endedAt: ago(1), endReason: 'left' });
  const was = { accountId: world.acme, userId: otis.id };
  await world.em().nativeUpdate(Grant, was, { endedAt: ago(400), endReason: 'removed' });
  const once = { endedAt: ago(300), endReason: 'owner' };
  await world.make.grant(world.acme, otis.id, { permission: 'domains:view', domains: { only: [one] } }, once);
  expect((await ended(world.owner, 'Otis')).items).toMatchObject([{ access: null, mayRenew: false }]);
});

test('former rights are cut to what the giver may give, of what is still there', async () => {
  const [gone] = await world.domains(['acme-gone.example']);
  const anton = await world.member('Anton Weber', manages(one, two, gone!.id), {
    permission: 'billing:pay',
    billing: true,
  });
  await world.owner.mutate('members.remove', { account: world.acme, user: anton.id });
  await world.em().nativeDelete(Domain, { id: gone!.id });
  const marek = await world.member(
    'Marek Novák',
    { permission: 'domains:manage', domains: { only: [one] } },
    { permission: 'admin:users', admin: true },
  );
  const { data } = await renewal(marek, anton.id);
  expect(data.whole).toBe(false);
  expect(data.parts).toEqual([
    {
      permissions: ['domains:view', 'domains:manage'],
      without: [],
      domains: { which: 'only', ids: [one], later: false },
    },
  ]);
  // what he may not view is not named to him
  const seen = await marek.query('members.ended', { account: world.acme });
  expect(seen.body).not.toContain('acme-shop.example');
  expect((await renewal(world.owner, anton.id)).data).toMatchObject({
    whole: true,
    parts: [{ preset: 'domain-manager', domains: { ids: [one, two] } }, { permissions: ['billing:pay'] }],
  });
  expect((await renewal(world.owner, 'usr_00000000000000000000')).error?.code).toBe('NOT_FOUND');
});

test('a part that has run out is called expired, also when it is changed before the worker comes by', async () => {
  const seen = { permission: 'billing:view', billing: true } as const;
  const lou = await world.member('Lou Laurent', { ...manages(one), start: ago(14), end: ago(0.01) }, seen);
  const { acme: account } = world;
  await world.em().nativeUpdate(Membership, { userId: lou.id }, { createdAt: ago(14) });
  const { data } = await world.owner.query<{ epoch: number }>('members.get', { account, user: lou.id });
  const parts = [{ permissions: ['billing:view', 'billing:pay'] }];
  const change = { account, user: lou.id, seen: data.epoch, parts };
  expect((await world.owner.mutate('members.change', change)).error).toBeUndefined();
  expect((await ended(world.owner, 'Lou')).items).toMatchObject([
    { whole: false, reason: 'expired', by: null },
  ]);
  const row = await world.em().findOneOrFail(Grant, { userId: lou.id, preset: 'domain-manager' });
  expect(row.endedAt).toEqual(row.endAt);
});
