import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Fastify, { type FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Command, createOrm, inTransaction, type Orm } from '@mandate/db';
import { testDatabase, type TestDatabase } from '@mandate/db/testing';
import { loadBundle } from '@mandate/policy';
import { requestCommand } from '../commands/request.ts';
import { testEnv } from '../testing.ts';
import { mailboxIn, serveMailbox } from './mailbox.ts';
import { queueMail } from './queue.ts';
import { startWorkers, type Workers } from './start.ts';
import { quiet } from './testing/quiet.ts';

const bundle = await loadBundle();

let db: TestDatabase;
let workerOrm: Orm;
let dir: string;
let app: FastifyInstance;
let workers: Workers;

beforeAll(async () => {
  db = await testDatabase();
  workerOrm = await createOrm(db.workerUrl);
  dir = await mkdtemp(join(tmpdir(), 'mandate-workers-'));
  app = Fastify();
  await serveMailbox(app, mailboxIn(dir));
  const port = Number(new URL(await app.listen({ host: '127.0.0.1', port: 0 })).port);
  workers = startWorkers({
    env: testEnv(db),
    orm: db.orm,
    workerOrm,
    bundle: () => bundle,
    log: quiet,
    port,
  });
});
afterAll(async () => {
  await workers?.stop();
  await app?.close();
  await workerOrm?.close(true);
  await db?.close();
  await rm(dir, { recursive: true, force: true });
});

it('delivers mail and commands of one transaction after its commit', async () => {
  const olivia = await db.make.user();
  const acme = await db.make.account(olivia.id);
  const service = await db.make.service(acme.id);
  const env = testEnv(db);
  const command = await inTransaction(db.orm, { account: acme.id }, async (em) => {
    await queueMail(
      { em, env },
      { kind: 'passwordChanged', to: olivia.email, locale: 'fr', props: { name: 'Olivia', at: new Date() } },
    );
    return requestCommand(em, {
      accountId: acme.id,
      resource: `services/${service.id}`,
      kind: 'service.restart',
      requestedBy: olivia.id,
      payload: {},
    });
  });
  workers.wake();
  const state = async () => (await db.owner.em.fork().findOneOrFail(Command, { id: command })).state;
  await expect.poll(state, { timeout: 10_000 }).toBe('done');
  await expect.poll(async () => (await mailboxIn(dir).list()).total, { timeout: 10_000 }).toBe(1);
  expect((await mailboxIn(dir).list()).items[0]).toMatchObject({ to: [olivia.email] });
});
