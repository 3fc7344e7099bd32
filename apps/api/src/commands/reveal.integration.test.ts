import { randomBytes } from 'node:crypto';
import { loadBundle, type Bundle } from '@mandate/policy';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  Command,
  createOrm,
  inTransaction,
  type Account,
  type Orm,
  type Service,
  type User,
} from '@mandate/db';
import { testDatabase, type TestDatabase } from '@mandate/db/testing';
import { quiet } from '../outbox/testing/quiet.ts';
import { demoProvider } from './adapter.ts';
import { requestCommand } from './request.ts';
import { revealSecret, type RevealRequest } from './reveal.ts';
import { forgetSecrets } from './upkeep/secrets.ts';
import { startCommands } from './worker.ts';

const env = { MAIL_KEY: randomBytes(32).toString('base64') };
let db: TestDatabase;
let workerOrm: Orm;
let bundle: Bundle;
let olivia: User;
let acme: Account;
let service: Service;

beforeAll(async () => {
  db = await testDatabase();
  workerOrm = await createOrm(db.workerUrl);
  bundle = await loadBundle();
  olivia = await db.make.user();
  acme = await db.make.account(olivia.id);
  service = await db.make.service(acme.id);
});
afterAll(async () => {
  await workerOrm?.close(true);
  await db?.close();
});

const resource = () => `services/${service.id}`;
const request = () =>
  inTransaction(db.orm, { account: acme.id }, (em) =>
    requestCommand(em, {
      accountId: acme.id,
      resource: resource(),
      kind: 'service.reset_password',
      requestedBy: olivia.id,
      payload: {},
    }),
  );
async function work(): Promise<void> {
  const app = { workerOrm, orm: db.orm, bundle: () => bundle, mailKey: env.MAIL_KEY, log: quiet };
  const loop = startCommands({ ...app, provider: demoProvider(0) });
  await loop.drain();
  await loop.stop();
}
async function finished(): Promise<string> {
  const id = await request();
  await work();
  return id;
}
const reveal = (command: string, other: Partial<RevealRequest> = {}) =>
  inTransaction(db.orm, { account: acme.id }, (em) =>
    revealSecret(em, env, {
      command,
      kind: 'service.reset_password',
      resource: resource(),
      userId: olivia.id,
      ...other,
    }),
  );
const stored = (id: string) => db.owner.em.fork().findOneOrFail(Command, { id });
const passTenMinutes = (id: string) =>
  db.owner.em.execute(`update commands set secret_until = clock_timestamp() where id = ?`, [id], 'run');

describe('a secret', () => {
  it('rests sealed, for ten minutes at most', async () => {
    const { secret, secretUntil, finishedAt } = await stored(await finished());
    expect(secret).toMatch(/^v1\./);
    expect(secretUntil!.getTime() - finishedAt!.getTime()).toBeLessThanOrEqual(600_001);
  });

  it('is shown once to the person who asked, and is gone afterwards', async () => {
    const id = await finished();
    expect(await reveal(id)).toMatch(/^[A-Za-z0-9]{20}$/);
    expect((await stored(id)).secret).toBeNull();
    await expect(reveal(id)).rejects.toMatchObject({ code: 'SECRET_GONE' });
  });

  it('is shown to one of two who ask in the same instant', async () => {
    const id = await finished();
    const answers = await Promise.allSettled(Array.from({ length: 6 }, () => reveal(id)));
    expect(answers.filter((answer) => answer.status === 'fulfilled')).toHaveLength(1);
  });

  it('is kept when the transaction that showed it does not commit', async () => {
    const id = await finished();
    const cut = inTransaction(db.orm, { account: acme.id }, async (em) => {
      await revealSecret(em, env, {
        command: id,
        kind: 'service.reset_password',
        resource: resource(),
        userId: olivia.id,
      });
      throw new Error('cut');
    });
    await expect(cut).rejects.toThrow('cut');
    expect(await reveal(id)).toBeTruthy();
  });

  it('is nobody else’s, and no other thing’s or kind’s', async () => {
    const id = await finished();
    for (const other of [
      { userId: 'usr_other' },
      { resource: 'services/svc_other' },
      { kind: 'service.panel_link' as const },
      { command: 'cmd_unknown' },
    ])
      await expect(reveal(id, other)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const otto = await db.make.account((await db.make.user()).id);
    const abroad = inTransaction(db.orm, { account: otto.id }, (em) =>
      revealSecret(em, env, {
        command: id,
        kind: 'service.reset_password',
        resource: resource(),
        userId: olivia.id,
      }),
    );
    await expect(abroad).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(await reveal(id)).toBeTruthy();
  });

  it('has to be waited for', async () => {
    const id = await request();
    await expect(reveal(id)).rejects.toMatchObject({ code: 'COMMAND_PENDING' });
    await work();
    expect(await reveal(id)).toBeTruthy();
  });

  it('is not shown after its ten minutes, even before it is forgotten, and then is forgotten', async () => {
    const [id, fresh] = [await finished(), await finished()];
    await passTenMinutes(id);
    await expect(reveal(id)).rejects.toMatchObject({ code: 'SECRET_GONE' });
    await forgetSecrets(workerOrm);
    expect((await stored(id)).secret).toBeNull();
    expect((await stored(fresh)).secret).not.toBeNull();
  });
});
