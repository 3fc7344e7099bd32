import { createPolicy, loadBundle, PolicyUnavailable, tokenOf, type Facts } from '@mandate/policy';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { grantSource } from './grant-source.ts';
import { createOrm } from './orm.ts';
import { testDatabase, type TestDatabase } from './testing.ts';

const bundle = await loadBundle();
let db: TestDatabase;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.close());

async function acme(db: TestDatabase, end?: Date) {
  const olivia = await db.make.user({ name: 'Olivia Owens' });
  const dora = await db.make.user({ name: 'Dora Schmidt' });
  const account = await db.make.account(olivia.id, { name: 'Acme' });
  const domain = await db.make.domain(account.id);
  await db.make.member(account.id, dora.id, [
    { preset: 'domain-manager', domains: { only: [domain.id] }, ...(end && { end }) },
  ]);
  const address = `domains/${domain.id}` as const;
  return { olivia, dora, account, address, pair: { user: dora.id, account: account.id } };
}

/** As a writer does: the change and the raised epoch in one transaction. */
const endGrants = (pair: { user: string; account: string }) =>
  db.owner.em.fork().transactional(async (em) => {
    const who = [pair.account, pair.user];
    await em.execute(
      `update grants set ended_at = now(), end_reason = 'removed' where account_id = ? and user_id = ?`,
      who,
    );
    await em.execute(`update memberships set epoch = epoch + 1 where account_id = ? and user_id = ?`, who);
  });

it('decides over the rows of PostgreSQL, strictly, and names whoever can', async () => {
  const { olivia, dora, account, address, pair } = await acme(db);
  const policy = createPolicy({ bundle, grants: grantSource(db.orm) });
  const access = await policy.load(pair, 'strict');
  expect([access.can('domains:manage', address), access.can('domains:transfer', address)]).toEqual([
    true,
    false,
  ]);
  expect(await policy.whoCan(account.id, 'domains:manage', address)).toEqual([dora.id, olivia.id].sort());
  expect(await policy.whoCan(account.id, 'domains:transfer', address)).toEqual([olivia.id]);
  await endGrants(pair);
  expect((await policy.load(pair, 'strict')).can('domains:manage', address)).toBe(false);
  expect(await policy.whoCan(account.id, 'domains:manage', address)).toEqual([olivia.id]);
  const stranger = await db.make.user();
  const none = await policy.load({ user: stranger.id, account: account.id }, 'strict');
  expect([
    none.permissions(),
    (await policy.load({ ...pair, account: 'acc_nowhere' }, 'strict')).permissions(),
  ]).toEqual([[], []]);
});

it('lets whoever shows the writer’s token see at least that state, and bounds what it believes', async () => {
  const { address, pair } = await acme(db);
  const policy = createPolicy({ bundle, grants: grantSource(db.orm), cachedFor: 60_000 });
  await policy.load(pair, 'cached');
  await endGrants(pair);
  expect((await policy.load(pair, 'cached')).can('domains:manage', address)).toBe(true);
  const facts = (await grantSource(db.orm).facts(pair)) as Facts;
  expect((await policy.load(pair, { atLeast: tokenOf(facts) })).can('domains:manage', address)).toBe(false);
  expect(policy.can(pair.user, pair.account, 'domains:manage', address)).toBe(false);
  const future = { ...tokenOf(facts), memberEpoch: 99 };
  await expect(policy.load(pair, { atLeast: future })).rejects.toThrow(PolicyUnavailable);
});

it('stops at the end of a grant by the database’s clock, though it is in memory', async () => {
  const [{ now }] = await db.owner.em.fork().execute<[{ now: string }]>('select clock_timestamp() as now');
  const end = new Date(new Date(now).getTime() + 1500);
  const { address, pair } = await acme(db, end);
  const policy = createPolicy({ bundle, grants: grantSource(db.orm), cachedFor: 60_000 });
  expect((await policy.load(pair, 'cached')).can('domains:manage', address)).toBe(true);
  await vi.waitUntil(() => policy.can(pair.user, pair.account, 'domains:manage', address) !== true, 10_000);
  expect(policy.can(pair.user, pair.account, 'domains:manage', address)).toBeUndefined();
  await vi.waitUntil(async () => !(await policy.load(pair, 'cached')).can('domains:manage', address), 10_000);
  const [after] = await db.owner.em
    .fork()
    .execute<[{ ended: boolean }]>('select clock_timestamp() >= ? as ended', [end]);
  expect(after.ended).toBe(true);
});

it('allows nothing when the database is away, once what is in memory may no longer be believed', async () => {
  const gone = await testDatabase();
  const { address, pair } = await acme(gone);
  const orm = await createOrm(gone.appUrl, { poolMax: 1 });
  let now = 0;
  const policy = createPolicy({ bundle, grants: grantSource(orm), clock: () => now });
  await policy.load(pair, 'cached');
  await gone.close();
  expect((await policy.load(pair, 'cached')).can('domains:manage', address)).toBe(true);
  await expect(policy.load(pair, 'strict')).rejects.toThrow(PolicyUnavailable);
  now = 1000;
  expect(policy.can(pair.user, pair.account, 'domains:manage', address)).toBeUndefined();
  await expect(policy.load(pair, 'cached')).rejects.toThrow(PolicyUnavailable);
  await expect(policy.whoCan(pair.account, 'domains:manage', address)).rejects.toThrow(PolicyUnavailable);
  await orm.close(true);
});
