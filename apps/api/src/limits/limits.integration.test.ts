import { createOrm, inTransaction, RateLimit, type Orm } from '@mandate/db';
import { testDatabase } from '@mandate/db/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Refusal } from '../errors.ts';
import { allowed, count, forgive, limits, type Count } from './limits.ts';

let db: Awaited<ReturnType<typeof testDatabase>>;
let one: { aside: Orm };
let other: { aside: Orm };
beforeAll(async () => {
  db = await testDatabase();
  one = { aside: await createOrm(db.appUrl, { poolMax: 3, applicationName: 'aside' }) };
  other = { aside: await createOrm(db.appUrl, { poolMax: 3 }) };
});
afterAll(async () => {
  await one.aside.close();
  await other.aside.close();
  await db.close();
});

const tries = async (n: number, counted: Count) => {
  const results = await Promise.all(
    Array.from({ length: n }, (_, i) => allowed(i % 2 ? one : other, counted)),
  );
  return results.filter(Boolean).length;
};
/** Lets `seconds` pass for every limit. */
const pass = (seconds: number) =>
  db.owner.em
    .fork()
    .execute(`update rate_limits set reset_at = reset_at - make_interval(secs => ?)`, [seconds], 'run');

it('is shared by two processes that ask at once', async () => {
  expect(await tries(60, ['signIn', 'shared@people.example', '192.0.2.1'])).toBe(limits.signIn.times);
});

it('tells the seconds to wait and lets one try through after them, never locking for ever', async () => {
  const counted: Count = ['signIn', 'locked@people.example', '192.0.2.1'];
  expect(await tries(limits.signIn.times, counted)).toBe(limits.signIn.times);
  const refused = await count(one, counted).catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(Refusal);
  const { code, details } = refused as Refusal;
  expect(code).toBe('TOO_MANY_REQUESTS');
  const share = limits.signIn.seconds / limits.signIn.times;
  expect(details.retryAfter).toBeGreaterThan(0);
  expect(details.retryAfter).toBeLessThanOrEqual(share);
  for (let i = 0; i < 50; i += 1) await allowed(one, counted);
  await pass(details.retryAfter!);
  expect(await tries(5, counted)).toBe(1);
  await pass(limits.signIn.seconds);
  expect(await tries(30, counted)).toBe(limits.signIn.times);
});

it('of one address and client leaves the owner of the address free at his own', async () => {
  expect(await tries(40, ['signIn', 'owner@people.example', '203.0.113.9'])).toBe(limits.signIn.times);
  await count(one, ['signIn', 'owner@people.example', '192.0.2.1']);
});

it('is whole again once forgiven', async () => {
  const counted: Count = ['signIn', 'right@people.example', '192.0.2.1'];
  await tries(limits.signIn.times, counted);
  await forgive(one, counted);
  expect(await tries(30, counted)).toBe(limits.signIn.times);
});

it('counts over connections of its own: calls that hold all others do not wait for one another', async () => {
  const name = () =>
    one.aside.em.fork().execute<object[]>(`select current_setting('application_name') as name`);
  const names = await Promise.all(
    Array.from({ length: 12 }, (_, i) =>
      inTransaction(db.orm, {}, async () => {
        await count(one, ['signIn', `busy${i}@people.example`, '192.0.2.1']);
        return name();
      }),
    ),
  );
  expect(names).toEqual(Array(12).fill([{ name: 'aside' }]));
});

it('keeps no address in clear', async () => {
  await count(one, ['signIn', 'secret@people.example', '192.0.2.1']);
  const rows = await db.owner.em.fork().find(RateLimit, {});
  expect(JSON.stringify(rows)).not.toContain('secret');
});
