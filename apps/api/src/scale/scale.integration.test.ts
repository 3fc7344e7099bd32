import { readFactsOfMembers } from '@mandate/db';
import { loadBundle, loadSlice } from '@mandate/policy';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { tellNewsIn } from '../commands/upkeep/state-news.ts';
import { actAsProvider } from '../features/accounts/provider.ts';
import { asks } from './testing/asks.ts';
import { heldAtBest, statements } from './testing/measure.ts';
import { eachSize, scaled, type Scaled } from './testing/world.ts';

vi.mock(import('@mandate/policy'), async (original) => {
  const policy = await original();
  return { ...policy, loadSlice: vi.fn(policy.loadSlice) };
});

interface Page {
  items: Record<string, unknown>[];
  total: number;
  pages: number;
}

/** Milliseconds that a request may hold the event loop. */
const longest = 20;

let world: Scaled;
let counter: ReturnType<typeof statements>;
beforeAll(async () => {
  world = await scaled();
  const { orm, aside } = world.world.api.services;
  // its first use would be a statement more
  await aside.em.fork().execute('select 1');
  counter = statements(orm, aside);
}, 120_000);
afterAll(() => world.world.api.close());
beforeEach(() => {
  vi.mocked(loadSlice).mockClear();
});

describe('ten, a thousand or ten thousand: the same statements, and other requests have their turn', () => {
  it.each(Object.entries(asks))('%s', async (name, ask) => {
    const status = name === 'missing permission' ? 403 : 200;
    const counts: number[] = [];
    for (const size of eachSize) {
      const [who, path, input] = ask(world, size);
      const asked = counter.during(async () => expect((await who.query(path, input)).status).toBe(status));
      counts.push((await asked).length);
    }
    expect(counts).toEqual(eachSize.map(() => counts[0]));
    const [who, path, input] = ask(world, 'full');
    expect(await heldAtBest(longest, () => who.query(path, input))).toBeLessThan(longest);
  });

  it('would notice work that lets nobody have a turn', async () => {
    const busy = async () => {
      await Promise.resolve();
      const end = process.threadCpuUsage().user + 25_000;
      while (process.threadCpuUsage().user < end);
    };
    expect(await heldAtBest(longest, busy)).toBeGreaterThan(longest);
  });
});

describe('a person in a thousand accounts', () => {
  const pages = [
    ['accounts.list', {}],
    ['accounts.list', { page: 40 }],
    ['accounts.list', { q: 'shop-0' }],
    ['accounts.across', {}],
  ] as const;

  it.each(pages)('%s %o: only the accounts on the page are decided', async (path, input) => {
    const { data } = await world.agents.full.query<Page>(path, input);
    expect([data.items.length, data.total]).toEqual([25, 1000]);
    const { id: ada } = world.agents.full;
    // two more may ask whether anybody can view in accounts of that state; they are nobody's
    const decided = vi.mocked(loadSlice).mock.calls.filter(([, facts]) => facts.userId === ada);
    expect(vi.mocked(loadSlice).mock.calls.length - decided.length).toBeLessThanOrEqual(2);
    const accounts = decided.map(([, facts]) => facts.account.id);
    expect(new Set(accounts).size).toBe(accounts.length);
    expect(data.items.map(({ id }) => id)).toEqual(expect.arrayContaining(accounts));
  });

  it.each(['accounts.list', 'accounts.across'])('%s reads all grants in one statement', async (path) => {
    const asked = await counter.during(() => world.agents.full.query(path, {}));
    expect(asked.filter((sql) => /\bgrants\b/.test(sql))).toHaveLength(1);
  });

  it('finds an account by what it holds, wherever that is in the list, and nothing that is hidden', async () => {
    const found = async (q: string) => (await world.agents.full.query<Page>('accounts.list', { q })).data;
    const last = await found('shop-0-999.example');
    expect(last.items).toMatchObject([{ name: 'Customer 0999', found: [{ area: 'domains' }] }]);
    expect(await found('box-1-998')).toMatchObject({ items: [{ name: 'Customer 0998' }] });
    for (const hidden of ['shop-2-999', 'box-0-999']) expect((await found(hidden)).items).toEqual([]);
  });
});

describe('very long lists are cut into pages, to the end', () => {
  it('"who can" counts exactly those whom the policy lets', async () => {
    const { account, owner } = world.places.many;
    const bundle = await loadBundle();
    const members = await readFactsOfMembers(world.world.em(), account);
    for (const who of ['domains:manage', 'services:signin', 'admin:users', 'billing:view'] as const) {
      const right: string[] = [];
      for (const facts of members)
        if ((await loadSlice(bundle, facts)).anywhere(who)) right.push(facts.userId);
      const keys: unknown[] = [];
      for (let page = 1, pages = 1; page <= pages; page += 1) {
        const { data } = await owner.query<Page>('members.list', { account, who, page });
        keys.push(...data.items.map(({ user }) => user));
        pages = data.pages;
        expect([who, data.total]).toEqual([who, right.length]);
      }
      expect(keys.sort()).toEqual(right.sort());
    }
  });

  it.each([
    ['members.list', {}, 9003],
    ['members.ended', {}, 2000],
    ['invitations.list', {}, 10_000],
    ['members.containers', { area: 'domains' }, 5000],
    ['domains.list', {}, 5000],
  ] as const)('%s', async (path, input, total) => {
    const { account, owner } = world.places.full;
    const page = Math.ceil(total / 25);
    const { data } = await owner.query<Page>(path, { account, ...input, page });
    expect(data).toMatchObject({ total, pages: page });
    expect(data.items.length).toBeGreaterThan(0);
  });

  it('a member with three hundred single domains finds them all, and no other', async () => {
    const { account, keeper } = world.places.full;
    const names: unknown[] = [];
    for (let page = 1; page <= 12; page += 1) {
      const { data } = await keeper.query<Page>('domains.list', { account, page });
      expect(data.total).toBe(300);
      names.push(...data.items.map(({ name }) => name));
    }
    const third = (_: unknown, n: number) => `site-${String(n * 3).padStart(5, '0')}.example`;
    expect(names).toEqual(Array.from({ length: 300 }, third));
  });
});

/** Last: nobody enters what is closed. */
describe('a whole account', () => {
  it('is closed and opened again in the same statements, and in short turns; upkeep tells the members', async () => {
    const { orm, env } = world.world.api.services;
    const act = (account: string, change: 'closed' | 'resumed') =>
      actAsProvider({ orm, env }, { account, change });
    const counts: [number, number][] = [];
    for (const size of eachSize) {
      const { account } = world.places[size];
      const closed = await counter.during(() => act(account, 'closed'));
      counts.push([closed.length, (await counter.during(() => act(account, 'resumed'))).length]);
    }
    expect(counts).toEqual(eachSize.map(() => counts[0]));
    const { account } = world.places.full;
    const change = async () => {
      await act(account, 'closed');
      await act(account, 'resumed');
    };
    expect(await heldAtBest(longest, change)).toBeLessThan(longest);

    await act(account, 'closed');
    const told = () =>
      world.world.em().execute<{ told: number; left: number }[]>(
        `select (select count(distinct user_id)::int from outbox_messages where account_id = ? and kind = 'accountClosed') as told,
           (select count(*)::int from memberships where account_id = ? and state_news is not null) as left`,
        [account, account],
      );
    const [before] = await told();
    await tellNewsIn({ orm, env }, account);
    const [after] = await told();
    expect([after!.told - before!.told, before!.left - after!.left]).toEqual([100, 100]);
  });
});
