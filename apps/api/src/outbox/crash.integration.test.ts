import type { ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Fastify, { type FastifyInstance } from 'fastify';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { Delivery, inTransaction, OutboxMessage } from '@mandate/db';
import { testDatabase, type TestDatabase } from '@mandate/db/testing';
import { createMailbox, type Mailbox } from '@mandate/emails';
import { mailKey, startApiProcess } from '../testing/api-process.ts';
import { mailboxPath, serveMailbox } from './mailbox.ts';
import { queueMail } from './queue.ts';

const env = { MAIL_KEY: mailKey, ORIGIN: 'http://localhost:3000' };
const leaseMs = 1_500;
let db: TestDatabase;
let dir: string;
let app: FastifyInstance;
let address: string;
let mailbox: Mailbox;
let sender: ChildProcess | undefined;
/** Keys of the requests that arrived, answered or not. */
let asked: unknown[];
let dieAt: 'before' | 'after' | null;

beforeAll(async () => {
  db = await testDatabase();
});
afterAll(async () => {
  await db?.close();
});

async function kill(): Promise<void> {
  if (!sender || sender.exitCode !== null || sender.signalCode !== null) return;
  const exited = once(sender, 'exit');
  sender.kill('SIGKILL');
  await exited;
}

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'mandate-crash-'));
  mailbox = createMailbox(dir);
  asked = [];
  dieAt = null;
  app = Fastify();
  app.addHook('onRequest', (request, _reply, done) => {
    asked.push(request.headers['idempotency-key']);
    done();
  });
  await serveMailbox(app, {
    ...mailbox,
    accept: async (request) => {
      if (dieAt === 'before') await kill();
      const died = sender?.signalCode === 'SIGKILL';
      const answer = died
        ? { status: 200, body: { id: 'nobody hears this' } }
        : await mailbox.accept(request);
      if (dieAt === 'after') await kill();
      return answer;
    },
  });
  address = await app.listen({ host: '127.0.0.1', port: 0 });
});
afterEach(async () => {
  await kill();
  await app.close();
  await rm(dir, { recursive: true, force: true });
});

async function startSender(): Promise<void> {
  // the new process sends before it is known here: the killed one must not answer for it
  sender = undefined;
  const api = await startApiProcess(db, {
    RESEND_API_KEY: 're_test',
    RESEND_BASE_URL: `${address}${mailboxPath}`,
    LEASE_MS: String(leaseMs),
  });
  sender = api.child;
}

const queue = () =>
  inTransaction(db.orm, {}, (em) =>
    queueMail(
      { em, env },
      {
        kind: 'verifyEmail',
        to: 'ines@people.example',
        locale: 'en',
        props: { name: 'Ines', token: randomBytes(32).toString('base64url'), expiresAt: new Date() },
      },
    ),
  );
const row = (id: string) => db.owner.em.fork().findOneOrFail(OutboxMessage, { id });
const marked = (id: string) =>
  expect.poll(async () => (await row(id)).sentAt !== null, { timeout: 15_000, interval: 50 }).toBe(true);

it.each([
  ['between commit and send', 'before', 0],
  ['between send and mark', 'after', 1],
] as const)('a kill -9 %s loses no mail and doubles none', async (_when, at, inMailbox) => {
  dieAt = at;
  await startSender();
  const exited = once(sender!, 'exit');
  const id = await queue();
  await exited;
  expect(await row(id)).toMatchObject({ attempts: 1, sentAt: null });
  expect((await mailbox.list()).total).toBe(inMailbox);

  dieAt = null;
  await startSender();
  await marked(id);
  const { items } = await mailbox.list();
  expect(items).toHaveLength(1);
  expect(asked).toEqual([id, id]);
  expect(await row(id)).toMatchObject({ attempts: 2, body: null, providerId: items[0]?.id });
  expect(await db.owner.em.fork().findOneOrFail(Delivery, { outboxId: id })).toMatchObject({ state: 'sent' });
});

it('a mail queued while nobody sends is sent after the start', async () => {
  const id = await queue();
  await startSender();
  await marked(id);
  expect((await mailbox.list()).total).toBe(1);
});
