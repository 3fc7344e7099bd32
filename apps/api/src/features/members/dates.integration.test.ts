import { ActivityEvent, createOrm, Grant, Membership, User } from '@mandate/db';
import { loadBundle } from '@mandate/policy';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { mailsTo } from '../../auth/testing.ts';
import { startUpkeep } from '../../commands/upkeep/worker.ts';
import { quiet } from '../../outbox/testing/quiet.ts';
import { testApi, type Caller, type TestApi } from '../../testing.ts';
import { areas, type Areas } from '../areas.testing.ts';

const bundle = await loadBundle();
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

/** A day of the account so far from today. */
function inDays(days: number): string {
  const now = new Date(Date.now() + days * 86_400_000);
  return new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Paris', dateStyle: 'short' }).format(now);
}

const live = () => ({ preset: 'domain-manager', domains: { only: [one, two] }, support: true });
const livePart = () => ({ preset: 'domain-manager', domains: { which: 'only', ids: [one, two] } });
const see = (...ids: string[]) => ({ permissions: ['domains:view'], domains: { which: 'only', ids } });
const manager = (...grants: Parameters<Areas['member']>[1][]) =>
  world.member('Marek Novák', ...grants, { permission: 'admin:users', admin: true });

const send = (by: Caller, user: string, body: object, seen = 1, procedure = 'change') =>
  by.mutate(`members.${procedure}`, { account: world.acme, user, seen, ...body });
const get = async (user: string) =>
  (
    await world.owner.query<{ epoch: number; parts: object[]; dates: object; access: { summary: string } }>(
      'members.get',
      { account: world.acme, user },
    )
  ).data;
const standing = (id: string) => world.em().find(Grant, { userId: id, endedAt: null });
const lists = (her: Caller) => her.query('domains.list', { account: world.acme });

const mailsOf = async (id: string) =>
  mailsTo(world.api, (await world.em().findOneOrFail(User, { id })).email);

async function upkeep(): Promise<void> {
  const { orm, env } = world.api.services;
  const own = await createOrm(world.api.db.workerUrl);
  const loop = startUpkeep({ workerOrm: own, orm, bundle: () => bundle, env, log: quiet });
  await loop.drain();
  await loop.stop();
  await own.close(true);
}

test('a whole access gets dates, is told of by mail, and ends at its end though the login is open', async () => {
  const her = await world.member('Dora Schmidt', live());
  const dates = { from: null, until: inDays(30) };
  expect((await send(world.owner, her.id, { parts: [livePart()], dates })).error).toBeUndefined();
  const now = await get(her.id);
  expect(now.dates).toEqual(dates);
  expect(now.access.summary).toMatch(/^Domain manager\. .* Until \d+ \w+ \d{4}\.$/);
  // the live preset stands as it stood, by whoever gave it
  expect(await standing(her.id)).toMatchObject([{ preset: 'domain-manager', endAt: null }]);
  expect((await mailsOf(her.id)).at(-1)?.text).toContain('Your access ends on');

  // sent back as it is, nothing changes and nobody is told
  expect((await send(world.owner, her.id, { parts: now.parts, dates }, now.epoch)).error).toBeUndefined();
  expect((await get(her.id)).epoch).toBe(now.epoch);
  expect(await mailsOf(her.id)).toHaveLength(1);

  const past = await send(
    world.owner,
    her.id,
    { parts: now.parts, dates: { from: null, until: inDays(-1) } },
    2,
  );
  expect(past.error).toMatchObject({ code: 'BAD_INPUT' });
  expect(past.error?.fields?.['dates.until']).toMatch(/remove it/);
  expect((await lists(her)).status).toBe(200);

  await world.em().nativeUpdate(Membership, { userId: her.id }, { endAt: new Date(Date.now() - 1000) });
  expect((await lists(her)).error?.code).toBe('MEMBER_ENDED');
  await upkeep();
  const events = await world.em().find(ActivityEvent, { subjectUserId: her.id }, { orderBy: { seq: 'asc' } });
  expect(events.map(({ action }) => action)).toEqual(['member.changed', 'member.expired']);
});

test('an access that starts later opens then; every part may have a start of its own', async () => {
  const her = await world.member('Dora Schmidt', live());
  const later = { from: inDays(3), until: null };
  expect((await send(world.owner, her.id, { parts: [livePart()], dates: later })).error).toBeUndefined();
  expect((await lists(her)).error?.code).toBe('MEMBER_NOT_STARTED');
  const mine = await her.query<{ startsAt: string }>('accounts.mine', { account: world.acme });
  expect(mine.data).toMatchObject({ standing: 'not_started' });
  const { text } = (await mailsOf(her.id)).at(-1)!;
  expect(text).toMatch(/^Your access to Acme begins on \d+\s\w+ \d{4}\./m);
  expect(text).not.toMatch(/already applies|you can now|Open Acme/);
  // the same of one whose grants begin later: the list says from when
  const over = { start: new Date(Date.now() - 9_000_000), end: new Date(Date.now() - 1000) };
  const coming = { ...live(), start: new Date(mine.data.startsAt) };
  const he = await world.member('Sam Okafor', coming, { permission: 'admin:activity', admin: true, ...over });
  const { data } = await world.owner.query('members.get', { account: world.acme, user: he.id });
  expect(data).toMatchObject({ standing: 'not_started', startsAt: mine.data.startsAt });
  const back = {
    parts: [livePart(), { ...see(one), from: inDays(2), until: inDays(9) }],
    dates: { from: null, until: null },
  };
  expect((await send(world.owner, her.id, back, 2)).error).toBeUndefined();
  expect((await lists(her)).status).toBe(200);
  expect((await get(her.id)).parts[1]).toMatchObject({ from: inDays(2), until: inDays(9) });
  const wrong = [{ ...see(one), from: inDays(5), until: inDays(4) }];
  expect((await send(world.owner, her.id, { parts: wrong }, 3)).error?.fields).toHaveProperty(
    'parts.0.until',
  );
});

test('nobody lengthens a whole access beyond what he may give, though each part has no end', async () => {
  const her = await world.member('Dora Schmidt', live());
  await send(world.owner, her.id, { parts: [livePart()], dates: { from: null, until: inDays(10) } });
  const until = (days: number) => ({ parts: [livePart()], dates: { from: null, until: inDays(days) } });
  const end = new Date(Date.now() + 20 * 86_400_000);
  const him = await manager(
    { ...live(), end },
    { permission: 'domains:manage', domains: { only: [one, two] }, end },
  );
  expect((await send(him, her.id, until(40), 2)).error?.code).toBe('GRANT_EXCEEDS_OWN');
  expect(
    (await send(him, her.id, { parts: [livePart()], dates: { from: null, until: null } }, 2)).error?.code,
  ).toBe('GRANT_EXCEEDS_OWN');
  expect((await send(him, her.id, until(5), 2)).error).toBeUndefined();
  // within his own end, and he holds the preset live: it stays live
  expect((await send(him, her.id, until(15), 3)).error).toBeUndefined();
  expect(await standing(her.id)).toMatchObject([{ preset: 'domain-manager', endAt: null }]);
});

test('who lengthens what he does not hold live gives it as it is now, and the check page says so', async () => {
  const her = await world.member('Dora Schmidt', live());
  await send(world.owner, her.id, { parts: [livePart()], dates: { from: null, until: inDays(10) } });
  const him = await manager(
    { permission: 'domains:manage', domains: { except: [] } },
    { permission: 'support:own', support: true },
  );
  const body = (days: number) => ({ parts: [livePart()], dates: { from: null, until: inDays(days) } });
  const check = (days: number) =>
    him.query<{ fixed: string[] }>('members.check', { account: world.acme, user: her.id, ...body(days) });
  expect((await check(5)).data.fixed).toEqual([]);
  expect((await check(15)).data.fixed).toEqual(['Domain manager']);
  expect((await send(him, her.id, body(15), 2)).error).toBeUndefined();
  expect((await standing(her.id)).every(({ preset }) => preset === null)).toBe(true);
});

test('shortening a live preset only takes away, so it stays live in the hands of who may only revoke', async () => {
  const her = await world.member('Dora Schmidt', live());
  const vera = await world.member(
    'Vera Rossi',
    { permission: 'domains:manage', domains: { except: [] } },
    { permission: 'support:own', support: true },
    { permission: 'admin:revoke', admin: true },
  );
  const less = { parts: [{ ...livePart(), domains: { which: 'only', ids: [one] }, until: inDays(9) }] };
  const check = await vera.query<{ fixed: string[]; removes: object[] }>('members.checkReduction', {
    account: world.acme,
    user: her.id,
    ...less,
  });
  expect(check.data).toMatchObject({ fixed: [] });
  expect(check.data.removes.length).toBeGreaterThan(0);
  expect((await send(vera, her.id, less, 1, 'reduce')).error).toBeUndefined();
  expect(await standing(her.id)).toMatchObject([{ preset: 'domain-manager', domains: { only: [one] } }]);
  const until = (days: number) => ({ ...less, dates: { from: null, until: inDays(days) } });
  expect((await send(vera, her.id, until(4), 2, 'reduce')).error).toBeUndefined();
  expect((await send(vera, her.id, until(6), 3, 'reduce')).error?.code).toBe('GRANT_EXCEEDS_OWN');
});

test('what was suspended is given back live only by who may give it live', async () => {
  const her = await world.member('Dora Schmidt', live());
  const rights = [
    { permission: 'domains:manage', domains: { except: [] } },
    { permission: 'support:own', support: true },
  ];
  const him = await manager(...rights);
  const body = { account: world.acme, user: her.id };
  expect((await him.mutate('members.suspend', body)).error).toBeUndefined();
  const seen = await him.query<{ may: { resume: boolean } }>('members.get', body);
  expect(seen.data.may.resume).toBe(false);
  expect((await him.mutate('members.resume', body)).error?.code).toBe('GRANT_EXCEEDS_OWN');
  const tess = await world.member('Tess Lindqvist', live(), { permission: 'admin:users', admin: true });
  expect((await tess.mutate('members.resume', body)).error).toBeUndefined();
  expect(await standing(her.id)).toMatchObject([{ preset: 'domain-manager' }]);
});

test('a manager who was narrowed between check and save saves nothing', async () => {
  const her = await world.member('Dora Schmidt', { permission: 'domains:view', domains: { only: [one] } });
  const him = await manager({ permission: 'domains:view', domains: { only: [one, two] } });
  const parts = [see(one, two)];
  const checked = await him.query('members.check', { account: world.acme, user: her.id, parts });
  expect(checked.status).toBe(200);
  await world
    .em()
    .nativeUpdate(Grant, { userId: him.id, permission: 'domains:view' }, { domains: { only: [one] } });
  expect((await send(him, her.id, { parts })).status).toBe(400);
  expect(await standing(her.id)).toMatchObject([{ domains: { only: [one] } }]);
});
