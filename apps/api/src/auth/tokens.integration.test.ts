import { EmailToken, inTransaction } from '@mandate/db';
import { testDatabase } from '@mandate/db/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { hashToken, newToken } from './secret.ts';
import { consumeEmailToken, createEmailToken, dropTokens, type Purpose } from './tokens.ts';

let db: Awaited<ReturnType<typeof testDatabase>>;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.close());

async function issue(purpose: Purpose) {
  const user = await db.make.user();
  const { token } = await inTransaction(db.orm, {}, (em) =>
    createEmailToken(em, { purpose, userId: user.id, email: user.email }),
  );
  return { user, token };
}
const use = (purpose: Purpose, token: string) =>
  inTransaction(db.orm, {}, (em) => consumeEmailToken(em, purpose, token));
const move = (token: string, set: string) =>
  db.owner.em
    .fork()
    .execute(`update email_tokens set ${set} where token_hash = ?`, [hashToken(token)], 'run');

it('rests as a hash and works once', async () => {
  const { user, token } = await issue('verify');
  expect(JSON.stringify(await db.owner.em.fork().find(EmailToken, { userId: user.id }))).not.toContain(token);
  await expect(use('verify', hashToken(token).slice(0, 43))).rejects.toMatchObject({ code: 'TOKEN_UNKNOWN' });
  expect(await use('verify', token)).toEqual({ userId: user.id, email: user.email });
  await expect(use('verify', token)).rejects.toMatchObject({ code: 'TOKEN_EXPIRED' });
});

it('works once of twenty uses in the same instant', async () => {
  const { token } = await issue('reset');
  const uses = await Promise.allSettled(Array.from({ length: 20 }, () => use('reset', token)));
  expect(uses.filter((one) => one.status === 'fulfilled')).toHaveLength(1);
});

it.each([
  ['verify', 'reset'],
  ['verify', 'change'],
  ['reset', 'verify'],
  ['change', 'reset'],
] as const)('made for %s, is unknown to %s', async (made, asked) => {
  const { token } = await issue(made);
  await expect(use(asked, token)).rejects.toMatchObject({ code: 'TOKEN_UNKNOWN' });
  await use(made, token);
});

it.each([
  ['verify', 24],
  ['reset', 1],
  ['change', 24],
] as const)('of %s is good for %i hours, to the second', async (purpose, hours) => {
  const { token } = await issue(purpose);
  const row = await db.owner.em.fork().findOneOrFail(EmailToken, { tokenHash: hashToken(token) });
  expect(row.expiresAt.getTime() - row.createdAt.getTime()).toBe(hours * 3_600_000);
  await move(token, `expires_at = clock_timestamp()`);
  await expect(use(purpose, token)).rejects.toMatchObject({ code: 'TOKEN_EXPIRED' });
  await move(token, `expires_at = clock_timestamp() + interval '1 second'`);
  await use(purpose, token);
});

it('is dead once a newer reset was asked for, or the tokens were dropped', async () => {
  const { user, token } = await issue('reset');
  const again = await inTransaction(db.orm, {}, (em) =>
    createEmailToken(em, { purpose: 'reset', userId: user.id, email: user.email }),
  );
  await expect(use('reset', token)).rejects.toMatchObject({ code: 'TOKEN_EXPIRED' });
  await inTransaction(db.orm, {}, (em) => dropTokens(em, user.id));
  await expect(use('reset', again.token)).rejects.toMatchObject({ code: 'TOKEN_EXPIRED' });
});

it('stays unused when the transaction that used it fails', async () => {
  const { token } = await issue('verify');
  const failed = inTransaction(db.orm, {}, async (em) => {
    await consumeEmailToken(em, 'verify', token);
    throw new Error('later');
  });
  await expect(failed).rejects.toThrow('later');
  await use('verify', token);
});

it('is unknown when nobody made it', async () => {
  await expect(use('verify', newToken())).rejects.toMatchObject({ code: 'TOKEN_UNKNOWN' });
});
