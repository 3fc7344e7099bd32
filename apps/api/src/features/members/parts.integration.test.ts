import { Domain, Grant } from '@mandate/db';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { AccessInput } from '../../contract/grants.ts';
import { statements } from '../../scale/testing/measure.ts';
import { testApi, type Caller, type TestApi } from '../../testing.ts';
import { areas, type Areas } from '../areas.testing.ts';

let api: TestApi;
let world: Areas;
let x: string;
let rest: string[];
beforeAll(async () => {
  api = await testApi();
});
beforeEach(async () => {
  world = await areas(api);
  const [first, ...others] = await world.domains(['acme.example', 'acme-shop.example', 'acme-blog.example']);
  x = first!.id;
  rest = others.map(({ id }) => id);
});
afterAll(() => api.close());

const managesAllBut = (id: string) => ({
  preset: 'domain-manager',
  domains: { which: 'except', ids: [id], later: true },
});
const auditsOnly = (id: string) => ({
  preset: 'auditor',
  without: ['services', 'billing', 'support', 'admin'],
  domains: { which: 'only', ids: [id] },
});

interface Shown {
  epoch: number;
  parts: AccessInput[];
  sentences: string[];
  access: { summary: string };
}
const get = async (user: string) =>
  (await world.owner.query<Shown>('members.get', { account: world.acme, user })).data;
const change = async (user: string, parts: object[]) => {
  const { epoch: seen } = await get(user);
  const saved = await world.owner.mutate('members.change', { account: world.acme, user, parts, seen });
  expect(saved.error).toBeUndefined();
};

/** What she sees, and which of it she manages. */
async function reach(her: Caller) {
  const list = await her.query<{ items: { id: string }[] }>('domains.list', { account: world.acme });
  const sees = (list.data?.items ?? []).map(({ id }) => id);
  const manages = [];
  for (const domain of [x, ...rest]) {
    const saved = await her.mutate('domains.setAutoRenew', { account: world.acme, domain, on: true });
    if (!saved.error) manages.push(domain);
  }
  return { sees: sees.toSorted(), manages: manages.toSorted() };
}

test('domain-manager on all but X and auditor on X: sees X, manages the rest; either ends without the other', async () => {
  const her = await world.member('Dora Schmidt', { permission: 'support:own', support: true });
  await change(her.id, [managesAllBut(x), auditsOnly(x)]);
  expect(await reach(her)).toEqual({ sees: [x, ...rest].toSorted(), manages: rest.toSorted() });
  expect((await her.query('billing.invoices', { account: world.acme })).error?.code).toBe(
    'PERMISSION_MISSING',
  );

  const shown = await get(her.id);
  expect(shown.parts.map(({ preset }) => preset)).toEqual(['domain-manager', 'auditor']);
  expect(shown.sentences[1]).toMatch(/^Auditor\. Sees acme\.example and its DNS\./);
  expect(shown.access.summary).toMatch(/^Changes DNS, .* of all domains except acme\.example; sees .*\.$/);
  const before = await world.em().find(Grant, { userId: her.id, endedAt: null });
  expect(before.map(({ preset }) => preset).toSorted()).toEqual(['auditor', 'domain-manager']);

  await change(her.id, [shown.parts[0]!]);
  expect(await reach(her)).toEqual({ sees: rest.toSorted(), manages: rest.toSorted() });
  await change(her.id, shown.parts);
  expect((await reach(her)).sees).toContain(x);
  await change(her.id, [shown.parts[1]!]);
  expect(await reach(her)).toEqual({ sees: [x], manages: [] });
  // what stood all the time is the row it was
  const [auditor] = await world.em().find(Grant, { userId: her.id, endedAt: null });
  expect(auditor?.preset).toBe('auditor');
});

test('an access of three hundred parts is read, checked, changed and cut as one of two', async () => {
  const many = 300;
  const her = await world.member('Dora Schmidt');
  await world.em().execute(
    `insert into grants (id, account_id, user_id, preset, domains, support, given_by)
     select 'gra_' || lpad(n::text, 8, '0') || ?, ?, ?, 'domain-manager', jsonb_build_object('only', jsonb_build_array(?::text)), true, ?
     from generate_series(1, ?::int) n`,
    [her.id.slice(-12), world.acme, her.id, x, world.olivia.id, many],
  );
  const asks = { account: world.acme, user: her.id };
  const { parts, sentences, epoch } = await get(her.id);
  expect([parts.length, sentences.length]).toEqual([many, many]);
  const checked = await world.owner.query('members.check', { ...asks, parts });
  expect(checked.data).toMatchObject({ adds: [], removes: [], changes: false });
  const cut = { ...asks, parts: parts.slice(0, 2), seen: epoch };
  expect((await world.owner.mutate('members.reduce', cut)).error).toBeUndefined();
  expect((await get(her.id)).parts).toHaveLength(2);
});

test('what one person may hold has a measure, and all of an area is looked up once', async () => {
  const her = await world.member('Dora Schmidt', { permission: 'support:own', support: true });
  const member = { account: world.acme, user: her.id };
  const check = (path: string, more: object, part: object, count: number) =>
    world.owner.query(path, {
      account: world.acme,
      ...more,
      parts: Array.from({ length: count }, () => part),
    });
  const to = { emails: ['theo@lang.example'], locale: 'en' };
  const all = { permissions: ['domains:view'], domains: { which: 'all' } };
  const many = { permissions: Array.from({ length: 40 }, () => 'billing:view') };

  expect((await check('invitations.check', to, all, 20)).error).toBeUndefined();
  expect((await check('invitations.check', to, all, 21)).error?.code).toBe('BAD_INPUT');
  for (const [path, more] of [
    ['members.check', member],
    ['members.say', {}],
  ] as const) {
    const { error } = await check(path, more, many, 26);
    expect([error?.code, Object.keys(error?.fields ?? {})]).toEqual(['BAD_INPUT', ['parts']]);
  }
  const { orm, aside } = api.services;
  const counter = statements(orm, aside);
  const asked = async (count: number) =>
    (await counter.during(async () => (await check('members.check', member, all, count)).data)).length;
  expect(await asked(5)).toBe(await asked(1));
});

test('a live preset that leaves areas out gains nothing there, also when its form is sent back', async () => {
  const her = await world.member('Vera Rossi', { preset: 'auditor', domains: { only: [x] } });
  const { parts } = await get(her.id);
  expect(parts[0]?.without).toEqual(['services', 'billing', 'support', 'admin']);
  await change(her.id, [...parts, { permissions: ['support:own'] }]);
  expect(await world.em().findOneOrFail(Grant, { userId: her.id, preset: 'auditor' })).toMatchObject({
    ...{ billing: false, support: false, admin: false, services: null, endedAt: null },
  });
});

test('a grant whose only domain left is inert and shown so, whatever bears that name later', async () => {
  const her = await world.member(
    'Dora Schmidt',
    { preset: 'domain-manager', domains: { only: [x] }, support: true },
    { permission: 'domains:view', domains: { only: [rest[0]!] } },
  );
  await world.em().nativeDelete(Domain, { id: x });
  const [again] = await world.domains(['acme.example']);
  expect((await reach(her)).sees).toEqual([rest[0]]);
  expect((await her.query('domains.get', { account: world.acme, domain: again!.id })).error?.code).toBe(
    'NOT_FOUND',
  );

  const shown = await get(her.id);
  expect(shown.sentences[0]).toBe(
    'Domain manager. Opens tickets. Cannot pay or invite; sees no services, domains or invoices.',
  );
  const said = await world.owner.query<{ sentences: string[] }>('members.say', {
    account: world.acme,
    parts: [{ permissions: ['domains:view'], domains: { which: 'only', ids: [x] } }],
  });
  expect(said.data.sentences).toEqual(['Gives nothing any more.']);
  // changing another part leaves it as it is
  await change(her.id, [shown.parts[0]!, { permissions: ['billing:view'] }]);
  expect(await world.em().findOneOrFail(Grant, { userId: her.id, preset: 'domain-manager' })).toMatchObject({
    ...{ domains: { only: [x] }, endedAt: null },
  });
});

test('an area with nothing in it asks whether later ones count, instead of giving nothing', async () => {
  const check = (choice: object) => {
    const parts = [{ preset: 'technician', domains: { which: 'all' }, services: choice }];
    const to = { emails: ['theo@lang.example'], locale: 'en' };
    return world.owner.query('invitations.check', { account: world.acme, ...to, parts });
  };
  const { error } = await check({ which: 'all' });
  expect(error?.code).toBe('BAD_INPUT');
  expect(error?.fields?.['parts.0.services']).toMatch(/later/);
  expect((await check({ which: 'all', later: true })).error).toBeUndefined();
});
