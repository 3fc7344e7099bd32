import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  ActivityEvent,
  Command,
  createOrm,
  Domain,
  inTransaction,
  newId,
  Service,
  verifyChain,
  type Account,
  type Orm,
  type User,
} from '@mandate/db';
import { testDatabase, type TestDatabase } from '@mandate/db/testing';
import { loadBundle, type Bundle } from '@mandate/policy';
import type { Loop } from '../outbox/loop.ts';
import { quiet } from '../outbox/testing/quiet.ts';
import { demoProvider, type Provider } from './adapter.ts';
import type { CommandKind, CommandPayloads } from './kinds.ts';
import { requestCommand } from './request.ts';
import { startCommands } from './worker.ts';

const mailKey = randomBytes(32).toString('base64');
let db: TestDatabase;
let workerOrm: Orm;
let bundle: Bundle;
let olivia: User;
let acme: Account;
const running: Loop[] = [];

beforeAll(async () => {
  db = await testDatabase();
  workerOrm = await createOrm(db.workerUrl);
  bundle = await loadBundle();
});
afterAll(async () => {
  await workerOrm?.close(true);
  await db?.close();
});
beforeEach(async () => {
  olivia = await db.make.user({ name: 'Olivia' });
  acme = await db.make.account(olivia.id, { name: 'Acme' });
});

const ask = <Kind extends CommandKind>(kind: Kind, resource: string, payload: CommandPayloads[Kind]) =>
  inTransaction(db.orm, { account: acme.id, user: olivia.id }, (em) =>
    requestCommand(em, { accountId: acme.id, resource, kind, requestedBy: olivia.id, payload }),
  );

function start(provider: Provider = demoProvider(0), leaseMs = 60_000): Loop {
  const app = { orm: db.orm, bundle: () => bundle, mailKey };
  const loop = startCommands({ ...app, workerOrm, provider, log: quiet, leaseMs, pollMs: 50 });
  running.push(loop);
  return loop;
}
const stopAll = () => Promise.all(running.splice(0).map((loop) => loop.stop()));
async function work(): Promise<void> {
  await start().drain();
  await stopAll();
}

const command = (id: string) => db.owner.em.fork().findOneOrFail(Command, { id });
const events = () => db.owner.em.fork().find(ActivityEvent, { accountId: acme.id }, { orderBy: { seq: 1 } });

describe('a command', () => {
  it('is carried out, changes its row and tells the log who did it', async () => {
    const service = await db.make.service(acme.id, { state: 'stopped' });
    const id = await ask('service.order', `services/${service.id}`, { plan: 'Server M' });
    await work();
    expect(await command(id)).toMatchObject({ state: 'done', attempts: 1, secret: null, error: null });
    expect((await db.owner.em.fork().findOneOrFail(Service, { id: service.id })).state).toBe('active');
    expect(await events()).toMatchObject([
      {
        action: 'service.ready',
        actorKind: 'system',
        resource: `services/${service.id}`,
        data: { command: id, name: service.name },
      },
    ]);
    const chain = await inTransaction(db.orm, { account: acme.id }, (em) => verifyChain(em, acme.id));
    expect(chain).toMatchObject({ whole: true });
  });

  it('cancels a service, renews a domain by a year and sets its transfer lock', async () => {
    const service = await db.make.service(acme.id);
    const domain = await db.make.domain(acme.id, { expiresOn: '2027-03-31', transferLock: true });
    await ask('service.cancel', `services/${service.id}`, {});
    await ask('domain.renew', `domains/${domain.id}`, {});
    await ask('domain.transfer_lock', `domains/${domain.id}`, { on: false });
    await work();
    const em = db.owner.em.fork();
    expect((await em.findOneOrFail(Service, { id: service.id })).state).toBe('cancelled');
    expect(await em.findOneOrFail(Domain, { id: domain.id })).toMatchObject({
      expiresOn: '2028-03-31',
      transferLock: false,
    });
  });

  it('registers a domain under the id it was asked for, and fails when the name is taken', async () => {
    const name = `new-${newId('dom').slice(4)}.example`;
    const who = { registrantName: 'Olivia', registrantEmail: 'olivia@acme.example' };
    const [first, second] = [newId('dom'), newId('dom')];
    await ask('domain.register', `domains/${first}`, { name, ...who });
    await work();
    const late = await ask('domain.register', `domains/${second}`, { name, ...who });
    await work();
    const em = db.owner.em.fork();
    expect(await em.findOneOrFail(Domain, { id: first })).toMatchObject({ name, accountId: acme.id });
    expect(await em.findOne(Domain, { id: second })).toBeNull();
    expect(await command(late)).toMatchObject({ state: 'failed', error: 'the name is taken' });
    expect((await events()).map((event) => event.action)).toEqual(['domain.registered', 'command.failed']);
  });

  it('leaves nothing when its cause is rolled back', async () => {
    const service = await db.make.service(acme.id);
    const cause = inTransaction(db.orm, { account: acme.id }, async (em) => {
      await requestCommand(em, {
        accountId: acme.id,
        resource: `services/${service.id}`,
        kind: 'service.restart',
        requestedBy: olivia.id,
        payload: {},
      });
      throw new Error('refused later');
    });
    await expect(cause).rejects.toThrow('refused later');
    expect(await db.owner.em.fork().count(Command, { accountId: acme.id })).toBe(0);
  });

  it('has its effect once, however many workers look for it', async () => {
    const domain = await db.make.domain(acme.id, { expiresOn: '2027-03-31' });
    for (let n = 0; n < 12; n += 1) await ask('domain.renew', `domains/${domain.id}`, {});
    start(demoProvider(5));
    start(demoProvider(5));
    const open = { accountId: acme.id, state: { $ne: 'done' } } as const;
    await expect.poll(() => db.owner.em.fork().count(Command, open), { timeout: 10_000 }).toBe(0);
    await stopAll();
    expect((await db.owner.em.fork().findOneOrFail(Domain, { id: domain.id })).expiresOn).toBe('2039-03-31');
  });

  it('is done once when its worker stalls past the lease and another takes over', async () => {
    const domain = await db.make.domain(acme.id, { expiresOn: '2027-03-31' });
    const id = await ask('domain.renew', `domains/${domain.id}`, {});
    let release = () => undefined as void;
    const stalled = new Promise<void>((resolve) => (release = resolve));
    const first = start(async () => stalled.then(() => ({ state: 'done' })), 200);
    await expect.poll(async () => (await command(id)).attempts).toBe(1);
    await expect.poll(async () => (await command(id)).leaseUntil! < new Date()).toBe(true);
    await start(demoProvider(0), 60_000).drain();
    expect(await command(id)).toMatchObject({ state: 'done', attempts: 2 });
    release();
    await first.drain();
    await stopAll();
    expect((await db.owner.em.fork().findOneOrFail(Domain, { id: domain.id })).expiresOn).toBe('2028-03-31');
    expect(await events()).toHaveLength(1);
  });

  it('waits for what was asked of the same thing before', async () => {
    const { id } = await db.make.domain(acme.id);
    const asked: string[] = [];
    for (const on of [true, false, true]) {
      asked.push(await ask('domain.auto_renew', `domains/${id}`, { on }));
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    const carriedOut: string[] = [];
    let busy = 0;
    const loop = start(async (claimed, signal) => {
      busy += 1;
      expect(busy).toBe(1);
      carriedOut.push(claimed.id);
      const result = await demoProvider(50)(claimed, signal);
      busy -= 1;
      return result;
    });
    await expect.poll(async () => (await command(asked[2]!)).state, { timeout: 10_000 }).toBe('done');
    await loop.stop();
    expect(carriedOut).toEqual(asked);
  });

  it('is given up after five attempts', async () => {
    const service = await db.make.service(acme.id);
    const id = await ask('service.restart', `services/${service.id}`, {});
    const broken = start(() => Promise.reject(new Error('provider away')), 20);
    await expect.poll(async () => (await command(id)).state, { timeout: 10_000 }).toBe('failed');
    await broken.stop();
    await stopAll();
    expect(await command(id)).toMatchObject({ attempts: 6, error: 'given up' });
  });
});
