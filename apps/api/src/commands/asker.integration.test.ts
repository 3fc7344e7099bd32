import { randomBytes } from 'node:crypto';
import { ActivityEvent, Command, createOrm, inTransaction, Service, type Orm } from '@mandate/db';
import { testDatabase, type TestDatabase } from '@mandate/db/testing';
import { loadBundle, type Bundle } from '@mandate/policy';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { quiet } from '../outbox/testing/quiet.ts';
import type { CommandKind, CommandPayloads } from './kinds.ts';
import { requestCommand } from './request.ts';
import { startCommands } from './worker.ts';

/** Between asking and carrying out lies time, in which whoever asked may lose the right to it. */
let db: TestDatabase;
let workerOrm: Orm;
let bundle: Bundle;

beforeAll(async () => {
  db = await testDatabase();
  [workerOrm, bundle] = [await createOrm(db.workerUrl), await loadBundle()];
});
afterAll(async () => {
  await workerOrm?.close(true);
  await db?.close();
});

/** Tess may do everything with one service of Acme, and asks. */
async function asked<Kind extends CommandKind>(kind: Kind, payload: CommandPayloads[Kind]) {
  const [olivia, tess] = [await db.make.user(), await db.make.user()];
  const acme = await db.make.account(olivia.id);
  const service = await db.make.service(acme.id);
  const here = { services: { only: [service.id] } };
  await db.make.member(acme.id, tess.id, [{ preset: 'full', ...here, domains: { except: [] } }]);
  const resource = `services/${service.id}`;
  const id = await inTransaction(db.orm, { account: acme.id }, (em) =>
    requestCommand(em, { accountId: acme.id, resource, kind, requestedBy: tess.id, payload }),
  );
  const em = db.owner.em.fork();
  const change = (sql: string) => em.execute(sql, [acme.id, tess.id]);
  return { id, acme, tess, service, change };
}

async function carryOut() {
  const seen: string[] = [];
  const loop = startCommands({
    ...{ workerOrm, orm: db.orm, bundle: () => bundle, log: quiet, pollMs: 50 },
    mailKey: randomBytes(32).toString('base64'),
    provider: ({ id }) => {
      seen.push(id);
      return Promise.resolve({ state: 'done', secret: 'of nobody' });
    },
  });
  await loop.drain();
  await loop.stop();
  return seen;
}

const command = (id: string) => db.owner.em.fork().findOneOrFail(Command, { id });

const losses: Record<string, string> = {
  'was removed': `update memberships set ended_at = now(), end_reason = 'removed' where account_id = ? and user_id = ?`,
  'was suspended': `update memberships set suspended_at = now() where account_id = ? and user_id = ?`,
  'has reached the end of the access': `update memberships set end_at = now() where account_id = ? and user_id = ?`,
  'holds it there no more': `update grants set services = '{"only": ["svc_other"]}' where account_id = ? and user_id = ?`,
};

test.each(Object.entries(losses))('what somebody asked who %s is not carried out', async (_how, sql) => {
  const { id, acme, service, change } = await asked('service.cancel', {});
  await change(sql);
  expect(await carryOut()).not.toContain(id);
  expect(await command(id)).toMatchObject({ state: 'failed', error: 'whoever asked may no longer do it' });
  const em = db.owner.em.fork();
  expect((await em.findOneOrFail(Service, { id: service.id })).state).toBe('active');
  const events = await em.find(ActivityEvent, { accountId: acme.id });
  expect(events).toMatchObject([
    { action: 'command.dropped', resource: `services/${service.id}`, data: { name: service.name } },
  ]);
});

test('nobody’s password is reset, link made or code told for who is gone', async () => {
  const kinds = ['service.reset_password', 'service.panel_link', 'service.restart'] as const;
  for (const kind of kinds) {
    const { id, change } = await asked(kind, {});
    await change(losses['was removed']!);
    expect(await carryOut()).not.toContain(id);
    expect(await command(id)).toMatchObject({ state: 'failed', secret: null });
  }
});

test('no plan is changed for who may order no more', async () => {
  const dear = { plan: 'server-l', label: 'Server L', priceCents: 7900 };
  const { id, service, change } = await asked('service.change_plan', dear);
  await change(losses['holds it there no more']!);
  expect(await carryOut()).not.toContain(id);
  const { plan, priceCents } = service;
  expect(await db.owner.em.fork().findOneOrFail(Service, { id: service.id })).toMatchObject({
    plan,
    priceCents,
  });
});

test('what the account has bought already is carried out, whatever became of who asked', async () => {
  const { id, change } = await asked('service.order', { plan: 'server-m' });
  await change(losses['was removed']!);
  expect(await carryOut()).toContain(id);
});

test('what was asked before the account was suspended or closed is carried out', async () => {
  for (const state of ['suspended', 'closed']) {
    const { id, acme } = await asked('service.restart', {});
    await db.owner.em.fork().execute('update accounts set state = ? where id = ?', [state, acme.id]);
    expect(await carryOut()).toContain(id);
  }
});
