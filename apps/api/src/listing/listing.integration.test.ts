import { Invoice, newId, readFacts, type GrantFact } from '@mandate/db';
import { loadBundle, loadSlice, type GrantSpec, type Slice } from '@mandate/policy';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { areas, type Areas } from '../features/areas.testing.ts';
import type { Answer, Caller } from '../testing.ts';
import { lists, ownLists, partsOfOne, words, type List } from './testing/lists.ts';
import { many, stock, type Stock, type Thing } from './testing/stock.ts';
import { listsAnswered } from './testing/walk.ts';

// a file of many pages without as many events
vi.mock('../features/activity/size.ts', () => ({ exportSize: 20 }));

interface Page {
  items: Record<string, unknown>[];
  total: number;
  pages: number;
  next?: number | null;
}

interface Offer {
  containers: Record<'services' | 'domains', { count: number }>;
}

interface Reader extends Caller {
  id: string;
  name: string;
}

let world: Areas;
let things: Stock;
const readers: Reader[] = [];

const admin: GrantSpec[] = ['admin:activity', 'admin:emails', 'admin:users'].map((permission) => ({
  permission,
  admin: true,
}));

/** Rights to view some of each, drawn with a fixed seed: any subset of containers, or all but some. */
function drawn(seed: number, { services, domains }: Stock): GrantSpec[] {
  const scope = (all: readonly Thing[]) => {
    const ids = fc.subarray(all.map(({ key }) => key));
    return fc.oneof(
      ids.map((only) => ({ only })),
      ids.map((except) => ({ except })),
    );
  };
  const grants = fc.tuple(
    fc.record({ permission: fc.constant('services:view'), services: scope(services) }),
    fc.record({ permission: fc.constant('domains:manage'), domains: scope(domains) }),
    fc.record({ permission: fc.constant('domains:view'), domains: scope(domains) }),
    fc.constantFrom(
      { permission: 'billing:view', billing: true },
      { permission: 'support:own', support: true },
      { permission: 'support:view', support: true },
    ),
  );
  return [...(fc.sample(grants, { seed, numRuns: 1 })[0] ?? [])];
}

const fewDomains = ({ domains }: Stock): GrantSpec[] => [
  { preset: 'domain-manager', domains: { only: domains.slice(7, 8).map(({ key }) => key) }, support: true },
];
const twoGrants = ({ domains }: Stock): GrantSpec[] => {
  const ids = domains.slice(0, 3).map(({ key }) => key);
  return [
    { preset: 'domain-manager', domains: { except: ids } },
    { preset: 'auditor', domains: { only: ids.slice(0, 1) } },
  ];
};

beforeAll(async () => {
  world = await areas();
  const rights = [
    fewDomains,
    twoGrants,
    () => [{ permission: 'support:own', support: true }],
    ...[11, 12, 13, 14].map((seed) => (held: Stock) => drawn(seed, held)),
  ];
  for (const n of rights.keys()) {
    const person = await world.make.user({ name: `Reader ${n}` });
    await world.make.member(world.acme, person.id, [{ permission: 'admin:members', admin: true }]);
    readers.push({ id: person.id, name: person.name, ...(await world.api.as(person.id)) });
  }
  things = await stock(world, [world.olivia.id, ...readers.map(({ id }) => id)]);
  for (const [n, grants] of rights.entries())
    for (const grant of [...admin, ...grants(things)])
      await world.make.grant(world.acme, readers[n]!.id, grant);
});
afterAll(() => world.api.close());

const bundle = await loadBundle();

async function sliceOf(userId: string): Promise<Slice> {
  const facts = await readFacts(world.em(), { userId, accountId: world.acme });
  if (!facts) throw new Error('no such member');
  const grants: GrantFact[] = facts.grants;
  return loadSlice(bundle, { ...facts, grants });
}

/** A ticket's address says whether the asking person opened it (S1). */
function addressFor(reader: Reader, thing: Thing): string {
  if (!thing.address.startsWith('support/')) return thing.address;
  const id = thing.address.split('/')[1];
  const own = things.tickets.find(({ key }) => key === id)?.openedBy === reader.id;
  return `support/${own ? 'own' : 'other'}/${id}`;
}

const expected = (reader: Reader, slice: Slice, list: List): Thing[] =>
  list.things(things).filter((thing) => {
    const permission = typeof list.shows === 'function' ? list.shows(thing) : list.shows;
    return slice.can(permission, addressFor(reader, thing));
  });

/** Everything that a procedure lists, page by page, and how much it says there is. */
async function listed(reader: Reader, path: string, list: List, q?: string) {
  const input = { account: world.acme, ...list.input, ...(q === undefined ? {} : { q }) };
  const keys: string[] = [];
  const key = list.key ?? ((item: Record<string, unknown>) => String(item.id));
  let more: object | null = list.whole || list.unpaged ? {} : { page: 1 };
  let total: number | null = null;
  let pages = 0;
  for (let page = 1; more !== null; page += 1) {
    pages = page;
    const answer: Answer<Page> = await reader.query<Page>(path, { ...input, ...more });
    if (answer.status !== 200) return { code: answer.error?.code, keys: [], total: null, pages };
    keys.push(...answer.data.items.map(key));
    total = list.whole || list.unpaged ? null : answer.data.total;
    if (list.unpaged) more = null;
    else if (list.whole) more = answer.data.next == null ? null : { before: answer.data.next };
    else more = page < answer.data.pages ? { page: page + 1 } : null;
  }
  return { code: 'OK', keys, total, pages };
}

const known = (list: List) => (key: string) => list.things(things).some((thing) => thing.key === key);

describe('a list is what its reader may view, no more and no less', () => {
  it.each(Object.entries(lists))('%s', async (name, list) => {
    const path = name.split(' ')[0]!;
    for (const reader of readers) {
      const slice = await sliceOf(reader.id);
      const right = expected(reader, slice, list);
      const { code, keys, total } = await listed(reader, path, list);
      const asked = list.asks ?? (typeof list.shows === 'string' ? list.shows : null);
      if (asked && !slice.anywhere(asked)) {
        expect([reader.name, code]).toEqual([reader.name, 'PERMISSION_MISSING']);
        continue;
      }
      const mine = keys.filter(known(list));
      expect([reader.name, [...mine].sort()]).toEqual([reader.name, right.map(({ key }) => key).sort()]);
      expect(new Set(keys).size).toBe(keys.length);
      // events and mails of the account itself stand beside those made here
      if (total !== null) expect(total).toBe(keys.length);
      if (!list.searches) continue;
      const one = list.things(things)[many - 20]!;
      const found = await listed(reader, path, list, one.name);
      expect([reader.name, found.keys]).toEqual([reader.name, right.includes(one) ? [one.key] : []]);
    }
  });

  it('has three pages at least for who may view all', async () => {
    const olivia = { ...world.owner, id: world.olivia.id, name: 'Olivia' };
    for (const [name, list] of Object.entries(lists)) {
      const { keys, pages } = await listed(olivia, name.split(' ')[0]!, list);
      const enough = keys.length > 50 && (list.unpaged === true || pages >= 3);
      expect([name, enough]).toEqual([name, true]);
    }
  });
});

it('lists sixty accounts of one person, and across them those that can be entered', async () => {
  const una = await world.make.user({ name: 'Una' });
  const all: string[] = [];
  for (let n = 0; n < many; n += 1) {
    const { id } = await world.make.account(world.otto.id, { name: `Account ${n}` });
    const rests = n % 3 === 0 ? { suspendedAt: new Date() } : {};
    await world.make.member(id, una.id, [{ permission: 'billing:view', billing: true }], rests);
    await world.make.row(Invoice, {
      ...{ id: newId('inv'), accountId: id, number: `I-${n}`, lines: [], amountCents: 900 },
      ...{ issuedOn: '2026-01-01', dueOn: '2098-12-31' },
    });
    all.push(id);
  }
  const her = { ...(await world.api.as(una.id)), id: una.id, name: una.name };
  const own = async (path: string) => {
    const ids: unknown[] = [];
    for (let page = 1, pages = 1; page <= pages; page += 1) {
      const { data } = await her.query<Page>(path, { page });
      ids.push(...data.items.map((item) => item.id));
      pages = data.pages;
    }
    return ids.sort();
  };
  expect(await own('accounts.list')).toEqual([...all].sort());
  expect(await own('accounts.across')).toEqual(all.filter((_, n) => n % 3 !== 0).sort());
});

it('counts for the picker, and names of what was chosen, what the reader may view', async () => {
  for (const reader of readers) {
    const slice = await sliceOf(reader.id);
    const { data } = await reader.query<Offer>('members.offer', { account: world.acme });
    for (const area of ['services', 'domains'] as const) {
      const right = things[area].filter(({ address }) => slice.can(`${area}:view`, address));
      expect([reader.name, area, data.containers[area].count]).toEqual([reader.name, area, right.length]);
      const chosen = things[area].map(({ key }) => key);
      const input = { account: world.acme, area, chosen };
      const named = await reader.query<{ chosen: { id: string }[] }>('members.containers', input);
      expect(named.data.chosen.map(({ id }) => id).sort()).toEqual(right.map(({ key }) => key).sort());
    }
  }
});

it('answers who can do what with those for whom the policy says yes, and counts them', async () => {
  const olivia = { ...world.owner, id: world.olivia.id, name: 'Olivia' };
  const everybody = [olivia.id, ...readers.map(({ id }) => id), ...things.members.map(({ key }) => key)];
  const slices = new Map<string, Slice>();
  for (const id of everybody) slices.set(id, await sliceOf(id));
  const on = things.domains[7]!.address;
  const asked = [
    { who: 'admin:members' },
    { who: 'domains:view' },
    { who: 'services:view' },
    { who: 'support:own' },
    { on },
    { who: 'domains:manage', on },
  ] as const;
  for (const input of asked) {
    const permission = 'who' in input ? input.who : 'domains:view';
    const right = everybody.filter((id) => {
      const slice = slices.get(id)!;
      return 'on' in input ? slice.can(permission, on) : slice.anywhere(permission);
    });
    const list: List = { shows: 'admin:members', things: () => [], input, key: ({ user }) => String(user) };
    const { keys, total } = await listed(olivia, 'members.list', list);
    expect([input, [...keys].sort()]).toEqual([input, [...right].sort()]);
    expect([input, total]).toEqual([input, right.length]);
  }
});

it('knows every list that a query of the router answers with', { timeout: 60_000 }, async () => {
  const found = await listsAnswered();
  const held = Object.keys(lists).map((name) => `${name.split(' ')[0]!} items`);
  const named = new Set([...held, ...Object.keys(ownLists), ...Object.keys(partsOfOne)]);
  const unknown = [...found].filter((one) => !named.has(one) && !(one.split(/[ .]/).at(-1)! in words));
  expect(unknown).toEqual([]);
  expect([...named].filter((one) => !found.has(one))).toEqual([]);
});
