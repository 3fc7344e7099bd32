import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  createOrm,
  Delivery,
  inTransaction,
  OutboxMessage,
  type Account,
  type Invitation,
  type Orm,
  type TransactionContext,
  type User,
} from '@mandate/db';
import { testDatabase, type TestDatabase } from '@mandate/db/testing';
import { insertMail, type Envelope } from './insert.ts';
import type { Loop } from './loop.ts';
import { fakeMailer, type FakeMailer } from './testing/mailer.ts';
import { quiet } from './testing/quiet.ts';
import { startOutbox, type OutboxOptions } from './worker.ts';

const env = { MAIL_KEY: randomBytes(32).toString('base64') };
let db: TestDatabase;
let workerOrm: Orm;
let olivia: User;
let acme: Account;
let mailer: FakeMailer;

beforeAll(async () => {
  db = await testDatabase();
  workerOrm = await createOrm(db.workerUrl);
  olivia = await db.make.user();
  acme = await db.make.account(olivia.id);
});
afterAll(async () => {
  await workerOrm?.close(true);
  await db?.close();
});
beforeEach(async () => {
  mailer = fakeMailer();
  await db.owner.em.execute(`truncate outbox_messages, deliveries`, [], 'run');
});

const no = (kind: 'retry' | 'dead' | 'pause', name: string) =>
  ({ ok: false, kind, name, message: 'no' }) as const;
const letter = { subject: 'Hello', html: '<p>secret-token</p>', text: 'secret-token' };
const queue = (envelope: Partial<Envelope> = {}, context: TransactionContext = {}) =>
  inTransaction(db.orm, context, (em) =>
    insertMail(
      { em, env },
      { kind: 'verify_email', to: 'ines@example.org', locale: 'en', ...envelope },
      letter,
    ),
  );
const queueInAcme = (envelope: Partial<Envelope> = {}) =>
  queue({ account: { id: acme.id }, ...envelope }, { account: acme.id });
const start = (options: Partial<OutboxOptions> = {}): Loop =>
  startOutbox({
    ...{ orm: workerOrm, mailer, mailKey: env.MAIL_KEY, log: quiet, perSecond: 1_000, pollMs: 20 },
    ...options,
  });
async function work(options: Partial<OutboxOptions> = {}): Promise<void> {
  const loop = start(options);
  await loop.drain();
  await loop.stop();
}
const row = (id: string) => db.owner.em.fork().findOneOrFail(OutboxMessage, { id });
const delivery = (id: string) => db.owner.em.fork().findOneOrFail(Delivery, { outboxId: id });
const set = (id: string, what: string) =>
  db.owner.em.execute(`update outbox_messages set ${what} where id = ?`, [id], 'run');

describe('a queued mail', () => {
  it('rests sealed and is read by nobody but the worker when it belongs to no account', async () => {
    const id = await queue();
    const { body, attempts } = await row(id);
    expect({ attempts, sealed: body?.startsWith('v1.') }).toEqual({ attempts: 0, sealed: true });
    expect(body).not.toContain('secret-token');
    expect(await delivery(id)).toMatchObject({ state: 'queued' });
    expect(await inTransaction(db.orm, { account: acme.id }, (em) => em.count(OutboxMessage))).toBe(0);
  });

  it('is gone with its cause when that is rolled back', async () => {
    const cause = inTransaction(db.orm, {}, async (em) => {
      await insertMail({ em, env }, { kind: 'verify_email', to: 'a@example.org', locale: 'en' }, letter);
      throw new Error('refused later');
    });
    await expect(cause).rejects.toThrow('refused later');
    await work();
    expect(mailer.calls).toEqual([]);
    expect(await db.owner.em.fork().count(OutboxMessage)).toBe(0);
  });

  it('is sent under its own id, marked, and its body forgotten', async () => {
    const id = await queueInAcme();
    await work();
    expect(mailer.calls).toEqual([{ ...letter, to: 'ines@example.org', idempotencyKey: id }]);
    expect(await row(id)).toMatchObject({ body: null, attempts: 1, providerId: `re_${id}` });
    expect((await row(id)).sentAt).not.toBeNull();
    expect(await delivery(id)).toMatchObject({ state: 'sent', accountId: acme.id });
  });

  it('is sent at once when woken after the commit', async () => {
    const loop = start({ pollMs: 3_600_000 });
    await loop.drain();
    await queue();
    loop.wake();
    await expect.poll(() => mailer.calls.length, { timeout: 2_000 }).toBe(1);
    await loop.stop();
  });

  it('is sent once, however many workers look for it', async () => {
    const ids = [];
    for (let n = 0; n < 20; n += 1) ids.push(await queue());
    const loops = [start(), start(), start()];
    await Promise.all(loops.map((loop) => loop.drain()));
    await Promise.all(loops.map((loop) => loop.stop()));
    expect(mailer.calls.map((call) => call.idempotencyKey).sort()).toEqual(ids.sort());
  });
});

describe('the pace', () => {
  it('is four a second over all processes', async () => {
    for (let n = 0; n < 9; n += 1) await queue();
    const loops = [start({ perSecond: 4 }), start({ perSecond: 4 })];
    await Promise.all(loops.map((loop) => loop.drain()));
    await Promise.all(loops.map((loop) => loop.stop()));
    const { at } = mailer;
    expect(at).toHaveLength(9);
    for (let n = 4; n < at.length; n += 1) expect(at[n]! - at[n - 4]!).toBeGreaterThan(900);
  });
});

describe('what the provider answers', () => {
  it('“again later” is tried again with the same key', async () => {
    mailer.answers.push(no('retry', 'application_error'));
    const id = await queue();
    await work();
    expect(await row(id)).toMatchObject({
      attempts: 1,
      leaseUntil: null,
      lastError: 'application_error: no',
    });
    expect((await row(id)).sendAfter.getTime()).toBeGreaterThan(Date.now());
    await set(id, 'send_after = now()');
    await work();
    expect(mailer.calls.map((call) => call.idempotencyKey)).toEqual([id, id]);
    expect(await delivery(id)).toMatchObject({ state: 'sent' });
  });

  it('“never” ends in a failed delivery with its reason, the body forgotten', async () => {
    mailer.answers.push(no('dead', 'validation_error'));
    const id = await queueInAcme();
    await work();
    expect(await row(id)).toMatchObject({ body: null, sentAt: null, lastError: 'validation_error: no' });
    expect((await row(id)).failedAt).not.toBeNull();
    expect(await delivery(id)).toMatchObject({ state: 'failed', reason: 'validation_error: no' });
  });

  it('“not with this key” stops everything for a while and loses nothing', async () => {
    mailer.answers.push(no('pause', 'invalid_api_key'));
    const [one, two] = [await queue(), await queue()];
    const loop = start({ pauseMs: 300 });
    await expect.poll(() => mailer.calls.length).toBe(1);
    loop.wake();
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(mailer.calls).toHaveLength(1);
    expect(await row(one)).toMatchObject({ attempts: 0, firstTriedAt: null });
    await loop.drain();
    await loop.stop();
    expect(mailer.calls.slice(1).map((call) => call.idempotencyKey)).toEqual([one, two]);
  });

  it('nothing in time: given up before the provider forgets the key, which it knows from the first try on', async () => {
    const [tried, crashed, waited] = [await queue(), await queue(), await queue()];
    await set(waited, `created_at = now() - interval '30 hours', send_after = now()`);
    const started = (hours: number) => `attempts = 1, first_tried_at = now() - interval '${hours} hours'`;
    await set(tried, `${started(23)} + interval '1 second'`);
    await set(crashed, started(24));
    mailer.answers.push(no('retry', 'timeout'), no('retry', 'timeout'));
    await work();
    expect(mailer.calls.map((call) => call.idempotencyKey).sort()).toEqual([tried, waited].sort());
    expect(await row(waited)).toMatchObject({ failedAt: null, attempts: 1 });
    for (const id of [tried, crashed]) {
      expect((await row(id)).failedAt).not.toBeNull();
      expect(await delivery(id)).toMatchObject({ state: 'failed' });
    }
  });
});

describe('a lease', () => {
  it('that ran out is taken over, and the late worker settles nothing', async () => {
    const held = () => {
      let go = () => undefined as void;
      mailer.hold = new Promise<void>((resolve) => (go = resolve));
      return () => go();
    };
    mailer.answers.push(no('dead', 'validation_error'));
    const answerLate = held();
    const id = await queue();
    const late = start({ leaseMs: 100 });
    await expect.poll(() => mailer.calls.length).toBe(1);
    await expect.poll(async () => (await row(id)).leaseUntil! < new Date()).toBe(true);
    const answer = held();
    const next = start();
    await expect.poll(() => mailer.calls.length).toBe(2);
    answerLate();
    await late.stop();
    expect(await row(id)).toMatchObject({ attempts: 2, failedAt: null, sentAt: null });
    answer();
    await next.drain();
    await next.stop();
    expect(await delivery(id)).toMatchObject({ state: 'sent' });
  });
});

describe('an invitation’s mail', () => {
  const invite = async () => {
    const grants = [{ preset: 'technician', services: { except: [] } }];
    const { invitation } = await db.make.invitation(acme.id, olivia.id, grants);
    const resource = 'admin';
    return {
      invitation,
      id: await queueInAcme({ kind: 'invitation', invitationId: invitation.id, resource }),
    };
  };
  const change = (invitation: Invitation, what: string) =>
    db.owner.em.execute(`update invitations set ${what} where id = ?`, [invitation.id], 'run');

  it('is sent while its link is alive', async () => {
    const { id } = await invite();
    await work();
    expect(await delivery(id)).toMatchObject({ state: 'sent' });
  });

  it.each([
    ['cancelled', `state = 'cancelled'`],
    ['expired by the clock', `expires_at = now() - interval '1 second'`],
    ['sent anew with another link', `token_hash = token_hash || 'x', send_count = 2`],
  ])('is dropped when the invitation was %s before', async (_how, what) => {
    const { id, invitation } = await invite();
    await change(invitation, what);
    await work();
    expect(mailer.calls).toEqual([]);
    expect(await row(id)).toMatchObject({ body: null, sentAt: null });
    expect((await row(id)).cancelledAt).not.toBeNull();
    expect(await delivery(id)).toMatchObject({ state: 'cancelled' });
  });
});
