import { expect, test } from 'vitest';
import { member } from '../testing/facts.ts';
import { turnClock } from './clock.ts';
import { bytesOf, Pairs, type Entry } from './pairs.ts';
import { dora, world } from './testing/world.ts';

const pair = (user: string) => ({ user, account: 'acc_acme' });

async function filled(options: Parameters<typeof world>[0], users: readonly string[]) {
  const made = world(options);
  for (const userId of users) {
    made.put([dora], 1, { userId });
    await made.policy.load(pair(userId), 'cached');
  }
  const known = (user: string) =>
    made.policy.can(user, 'acc_acme', 'domains:manage', 'domains/dom_a') !== undefined;
  return { ...made, known };
}

test('no more pairs are kept than allowed; those that were asked stay longer', async () => {
  const { policy, put, known } = await filled({ maxPairs: 3 }, ['usr_a', 'usr_b', 'usr_c']);
  expect(known('usr_a')).toBe(true);
  for (const userId of ['usr_d', 'usr_e']) {
    put([dora], 1, { userId });
    await policy.load(pair(userId), 'cached');
  }
  expect(policy.size.pairs).toBe(3);
  expect(['usr_a', 'usr_b', 'usr_c', 'usr_d', 'usr_e'].map(known)).toEqual([true, false, false, true, true]);
});

test('no more bytes are kept than allowed, by an estimate that grows with grants and ids', async () => {
  const each = bytesOf(member([dora]));
  const { policy } = await filled({ maxBytes: 2 * each }, ['usr_a', 'usr_b', 'usr_c']);
  expect(policy.size).toEqual({ pairs: 2, bytes: 2 * each });
  const many = { ...dora, domains: { only: Array.from({ length: 1000 }, (_, index) => `dom_${index}`) } };
  expect(bytesOf(member([many]))).toBeGreaterThan(50_000);
  expect((await filled({ maxBytes: 1 }, ['usr_a'])).policy.size).toEqual({ pairs: 0, bytes: 0 });
});

test('the accounts of one person are apart, and go one by one', () => {
  const entry = (user: string, account: string) => ({ user, account, asked: false, bytes: 1 }) as Entry;
  const pairs = new Pairs({ pairs: 3, bytes: 100 });
  const [a, b, c, d] = ['acc_a', 'acc_b', 'acc_c', 'acc_d'].map((account) => entry('usr_a', account));
  for (const each of [a!, b!, c!]) pairs.set(each);
  expect(['acc_a', 'acc_b', 'acc_c', 'acc_d'].map((account) => pairs.get('usr_a', account))).toEqual([
    a,
    b,
    c,
    undefined,
  ]);
  pairs.set(d!);
  expect([pairs.get('usr_a', 'acc_a'), pairs.get('usr_a', 'acc_d'), pairs.get('usr_b', 'acc_d')]).toEqual([
    undefined,
    d,
    undefined,
  ]);
  const again = entry('usr_a', 'acc_d');
  pairs.set(again);
  expect([pairs.get('usr_a', 'acc_d'), pairs.size.pairs]).toEqual([again, 3]);
});

test('one turn is one instant, for 32 questions at most', async () => {
  let real = 0;
  const clock = turnClock(() => real);
  expect(clock()).toBe(0);
  real = 5;
  expect(clock()).toBe(0);
  await Promise.resolve();
  expect(clock()).toBe(5);
  real = 9;
  const seen = Array.from({ length: 40 }, clock);
  expect([seen.filter((at) => at === 5).length, seen.at(-1)]).toEqual([31, 9]);
});
