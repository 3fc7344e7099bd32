import { inTransaction, Session, User } from '@mandate/db';
import { testDatabase, untilWaiting } from '@mandate/db/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { absoluteDays, idleDays } from './lucia.ts';
import { createSession, endAll, endSession, stillSignedIn, validateSession } from './sessions.ts';
import { hashToken, newToken } from './secret.ts';

let db: Awaited<ReturnType<typeof testDatabase>>;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.close());

const request = { userAgent: 'Browser', address: '192.0.2.1' };
const signIn = (user: { id: string }) => inTransaction(db.orm, {}, (em) => createSession(em, user, request));
const validate = (token: string | null) => validateSession(db, token);
const rowOf = (token: string) => db.owner.em.fork().findOneOrFail(Session, { id: hashToken(token) });
const move = (token: string, set: string) =>
  db.owner.em.fork().execute(`update sessions set ${set} where id = ?`, [hashToken(token)], 'run');

describe('what the database holds', () => {
  it('is of no use as a session: no column of any row is a token', async () => {
    const { token } = await signIn(await db.make.user());
    expect((await validate(token))?.session.id).toBe(hashToken(token));
    const row = (
      await db.owner.em.fork().execute(`select * from sessions where id = ?`, [hashToken(token)])
    )[0];
    const values = Object.values(row as object).map(String);
    expect(values).toContain(hashToken(token));
    for (const value of values) {
      expect(value).not.toContain(token);
      expect(await validate(value)).toBeNull();
      expect(await validate(value.slice(0, 43))).toBeNull();
    }
  });

  it('names a session for people by another id than its hash', async () => {
    const { token } = await signIn(await db.make.user());
    const row = await rowOf(token);
    expect(row.publicId).toMatch(/^ses_[a-z0-9]{20}$/);
    expect(row).toMatchObject({ userAgent: 'Browser', clientAddress: '192.0.2.1' });
  });
});

it.each([
  null,
  '',
  'x',
  'a'.repeat(43),
  'a'.repeat(44),
  "' or 1=1 --",
  '%ZZ',
  '\ud800',
  `a${String.fromCodePoint(0)}b`,
])('takes %j for nobody', async (token) => {
  expect(await validate(token)).toBeNull();
});

it('tells who it is', async () => {
  const user = await db.make.user({ name: 'Olivia', locale: 'fr' });
  const { token } = await signIn(user);
  expect((await validate(token))?.user).toEqual({
    id: user.id,
    name: 'Olivia',
    email: user.email,
    emailVerified: true,
    locale: 'fr',
  });
  await db.owner.em.fork().nativeUpdate(User, { id: user.id }, { deletedAt: new Date() });
  expect(await validate(token)).toBeNull();
});

describe('lifetime, by the database', () => {
  it('starts at the idle time', async () => {
    const { token, expiresAt } = await signIn(await db.make.user());
    const row = await rowOf(token);
    expect(row.expiresAt.getTime() - row.createdAt.getTime()).toBe(idleDays * 86_400_000);
    expect(Math.abs(new Date(expiresAt).getTime() - row.expiresAt.getTime())).toBeLessThan(5000);
  });

  it.each(['expires_at', `created_at`])('ends to the second by %s', async (column) => {
    const { token } = await signIn(await db.make.user());
    const life = column === 'created_at' ? `- interval '${absoluteDays} days'` : '';
    await move(token, `${column} = clock_timestamp() ${life} + interval '1 second'`);
    expect(await validate(token)).not.toBeNull();
    await move(token, `${column} = clock_timestamp() ${life} - interval '1 millisecond'`);
    expect(await validate(token)).toBeNull();
    await expect(
      inTransaction(db.orm, {}, (em) => stillSignedIn(em, hashToken(token))),
    ).rejects.toMatchObject({
      code: 'UNAUTHENTICATED',
    });
  });

  it('is prolonged past half of the idle time, and not before', async () => {
    const { token } = await signIn(await db.make.user());
    await move(token, `expires_at = clock_timestamp() + interval '${idleDays / 2} days 1 minute'`);
    expect(await validate(token)).toMatchObject({ fresh: false });
    await move(token, `expires_at = clock_timestamp() + interval '${idleDays / 2} days -1 minute'`);
    expect(await validate(token)).toMatchObject({ fresh: true });
    const left = (await rowOf(token)).expiresAt.getTime() - Date.now();
    expect(left).toBeGreaterThan((idleDays - 0.01) * 86_400_000);
  });

  it('is never prolonged past the absolute end', async () => {
    const { token } = await signIn(await db.make.user());
    await move(
      token,
      `created_at = clock_timestamp() - interval '${absoluteDays - 1} days', expires_at = clock_timestamp() + interval '1 hour'`,
    );
    await validate(token);
    const row = await rowOf(token);
    expect(row.expiresAt.getTime() - row.createdAt.getTime()).toBe(absoluteDays * 86_400_000);
  });

  it('does not follow a process clock that is wrong', async () => {
    const { token } = await signIn(await db.make.user());
    await move(token, `expires_at = clock_timestamp() + interval '10 days'`);
    const real = Date.now;
    try {
      Date.now = () => real() + 12 * 86_400_000;
      expect(await validate(token)).toMatchObject({ fresh: false });
    } finally {
      Date.now = real;
    }
  });

  it('notes use at most every five minutes', async () => {
    const { token } = await signIn(await db.make.user());
    const first = (await rowOf(token)).lastUsedAt;
    await validate(token);
    expect((await rowOf(token)).lastUsedAt).toEqual(first);
    await move(token, `last_used_at = clock_timestamp() - interval '6 minutes'`);
    await validate(token);
    expect((await rowOf(token)).lastUsedAt.getTime()).toBeGreaterThanOrEqual(first.getTime());
  });
});

describe('ending', () => {
  it('ends one, all but one, all', async () => {
    const user = await db.make.user();
    const [a, b, c] = [await signIn(user), await signIn(user), await signIn(user)];
    await inTransaction(db.orm, {}, (em) => endSession(em, hashToken(a.token)));
    expect(await validate(a.token)).toBeNull();
    await inTransaction(db.orm, {}, (em) => endAll(em, user.id, hashToken(b.token)));
    expect(await validate(c.token)).toBeNull();
    expect(await validate(b.token)).not.toBeNull();
    await inTransaction(db.orm, {}, (em) => endAll(em, user.id));
    expect(await validate(b.token)).toBeNull();
  });

  it('leaves nothing behind while a hundred renewals are in flight', async () => {
    const user = await db.make.user();
    const tokens = await Promise.all(Array.from({ length: 10 }, async () => (await signIn(user)).token));
    for (const token of tokens) await move(token, `expires_at = clock_timestamp() + interval '1 day'`);
    const renewals = Array.from({ length: 100 }, (_, i) => validate(tokens[i % 10]!));
    const ended = inTransaction(db.orm, {}, (em) => endAll(em, user.id));
    await Promise.all([...renewals, ended]);
    expect(await db.owner.em.fork().count(Session, { userId: user.id })).toBe(0);
    for (const token of tokens) expect(await validate(token)).toBeNull();
  });

  it('waits for a mutation that began under the session, and refuses the next', async () => {
    const { token } = await signIn(await db.make.user());
    const order: string[] = [];
    let ending: Promise<unknown> = Promise.resolve();
    await inTransaction(db.orm, {}, async (em) => {
      await stillSignedIn(em, hashToken(token));
      ending = inTransaction(db.orm, {}, (other) => endSession(other, hashToken(token))).then(() =>
        order.push('end'),
      );
      await untilWaiting(db.owner.em.fork());
      order.push('write');
    });
    await ending;
    expect(order).toEqual(['write', 'end']);
    await expect(
      inTransaction(db.orm, {}, (em) => stillSignedIn(em, hashToken(token))),
    ).rejects.toMatchObject({
      code: 'UNAUTHENTICATED',
    });
  });
});

it('draws tokens of 256 bits that never repeat', () => {
  const tokens = new Set(Array.from({ length: 20_000 }, newToken));
  expect(tokens.size).toBe(20_000);
  expect(Buffer.from([...tokens][0]!, 'base64url')).toHaveLength(32);
});
