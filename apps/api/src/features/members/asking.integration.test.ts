import { Domain } from '@mandate/db';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Caller } from '../../testing.ts';
import { areas, type Areas } from '../areas.testing.ts';

interface List {
  items: { name: string; why: { title: string; by: string }[]; whyMore: number }[];
  total: number;
  on: { name: string } | null;
}

let world: Areas;
let shop: string;
let blog: string;
beforeAll(async () => {
  world = await areas();
  [shop, blog] = (await world.domains(['shop.example', 'blog.example'])).map(({ id }) => id) as [
    string,
    string,
  ];
  await world.member('Dora', { preset: 'domain-manager', domains: { except: [shop] } });
  await world.member(
    'Anna',
    { preset: 'auditor', domains: { only: [shop] } },
    { permission: 'domains:manage', domains: { only: [shop] } },
  );
});
afterAll(() => world.api.close());

const asked = async (caller: Caller, input: object) => {
  const { data, error } = await caller.query<List>('members.list', { account: world.acme, ...input });
  return error ? error.code : data.items.map(({ name, why }) => [name, ...why.map((one) => one.title)]);
};
const on = (id: string) => `domains/${id}`;

test('who can change a domain, and why: each yes names the grants that give it', async () => {
  expect(await asked(world.owner, { who: 'domains:manage', on: on(shop) })).toEqual([
    ['Olivia Owens'],
    ['Anna', 'Manage domains'],
  ]);
  expect(await asked(world.owner, { who: 'domains:manage', on: on(blog) })).toEqual([
    ['Olivia Owens'],
    ['Dora', 'Domain manager'],
  ]);
  expect(await asked(world.owner, { on: on(shop) })).toEqual([
    ['Olivia Owens'],
    ['Anna', 'Auditor', 'Manage domains'],
  ]);
  const { data } = await world.owner.query<List>('members.list', { account: world.acme, on: on(shop) });
  expect([data.total, data.on?.name, data.items[1]?.why[0]?.by]).toEqual([2, 'shop.example', 'Olivia Owens']);
  // and of each right anywhere, only those grants that open it
  expect(await asked(world.owner, { who: 'domains:manage' })).toEqual([
    ['Olivia Owens'],
    ['Anna', 'Manage domains'],
    ['Dora', 'Domain manager'],
  ]);
  expect(await asked(world.owner, { who: 'domains:order' })).toEqual([['Olivia Owens']]);
});

test('who can pay invoices? is decided for each, never read off a list', async () => {
  await world.member('Anton Weber', { preset: 'accountant', billing: true, support: true });
  expect(await asked(world.owner, { who: 'billing:pay' })).toEqual([
    ['Olivia Owens'],
    ['Anton Weber', 'Accountant'],
  ]);
});

test('each part of an access names its giver, to whoever may see members', async () => {
  const sees = [1, 2, 3, 4, 5].map((days) => ({
    ...{ permission: 'domains:view', domains: { only: [shop] } },
    start: new Date(Date.now() - days * 86_400_000),
  }));
  const nell = await world.member('Nell', ...sees, { permission: 'billing:view', billing: true });
  const reader = await world.member('Rita', { permission: 'admin:members', admin: true });
  const asks = { account: world.acme, user: nell.id };
  const { data } = await reader.query<{ parts: object[]; sentences: string[]; from: object[][] }>(
    'members.get',
    asks,
  );
  expect(data.parts).toEqual([]);
  expect(data.from.flat()).toContainEqual({ by: 'Olivia Owens', since: expect.any(String) as string });
  expect([data.sentences.length, data.from.length, data.from[0]?.length]).toEqual([1, 1, 6]);
  const list = await world.owner.query<List>('members.list', { account: world.acme, who: 'domains:view' });
  const [row] = list.data.items.filter(({ name }) => name === 'Nell');
  expect([row?.why.length, row?.whyMore]).toEqual([3, 2]);
  await world.owner.mutate('members.remove', asks);
  await world.owner.mutate('members.remove', { account: world.acme, user: reader.id });
});

test('what the reader may not view is not asked about, whether or not it is there', async () => {
  const marta = await world.member(
    'Marta',
    { permission: 'admin:members', admin: true },
    { permission: 'domains:view', domains: { only: [blog] } },
  );
  expect(await asked(marta, { on: on(shop) })).toBe('NOT_FOUND');
  expect(await asked(marta, { on: `domains/dom_${'0'.repeat(20)}` })).toBe('NOT_FOUND');
  expect(await asked(marta, { on: on(blog) })).toContainEqual(['Marta', 'See domains']);
  expect(await asked(world.owner, { who: 'services:view', on: on(shop) })).toBe('BAD_INPUT');
});

test('whose only domain has left may do nothing there: not asked about, not offered, no page to stumble on', async () => {
  const [left] = await world.domains(['left.example']);
  const inert = { permission: 'domains:manage', domains: { only: [left!.id] } } as const;
  const ida = await world.member('Ida', inert);
  const shell = async () =>
    (await ida.query<{ permissions: string[] }>('accounts.shell', { account: world.acme })).data.permissions;
  const who = { who: 'domains:manage' };
  expect(await asked(world.owner, who)).toContainEqual(['Ida', 'Manage domains']);
  expect(await shell()).toEqual(['domains:view', 'domains:manage']);
  await world.em().nativeDelete(Domain, { id: left!.id });
  expect(await shell()).toEqual([]);
  expect(((await asked(world.owner, who)) as string[][]).map(([name]) => name)).toEqual([
    'Olivia Owens',
    'Anna',
    'Dora',
  ]);
});
