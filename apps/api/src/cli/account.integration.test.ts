import {
  Account,
  ActivityEvent,
  createOrm,
  Invitation,
  OutboxMessage,
  OwnershipOffer,
  User,
  verifyChain,
} from '@mandate/db';
import { testDatabase, type TestDatabase } from '@mandate/db/testing';
import { loadBundle } from '@mandate/policy';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startUpkeep } from '../commands/upkeep/worker.ts';
import { quiet } from '../outbox/testing/quiet.ts';
import { testEnv } from '../testing.ts';
import { run } from './program.ts';

const bundle = await loadBundle();

let db: TestDatabase;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db?.close());

async function mandate(...argv: string[]) {
  let out = '';
  let err = '';
  const code = await run(argv, {
    out: (text) => void (out += text),
    err: (text) => void (err += text),
    settings: () => ({
      ...{ appUrl: db.appUrl, reportUrl: db.reportUrl, mailKey: Buffer.alloc(32, 7).toString('base64') },
      ...{ origin: 'http://127.0.0.1:3000', policiesDir: undefined },
    }),
  });
  return { code, out, err };
}

async function upkeep(): Promise<void> {
  const workerOrm = await createOrm(db.workerUrl);
  const loop = startUpkeep({ workerOrm, orm: db.orm, bundle: () => bundle, env: testEnv(db), log: quiet });
  await loop.drain();
  await loop.stop();
  await workerOrm.close(true);
}

async function world(name: string) {
  const [olivia, tess, gone] = [
    await db.make.user(),
    await db.make.user({ locale: 'fr' }),
    await db.make.user(),
  ];
  const { id: accountId } = await db.make.account(olivia.id, { name });
  const grant = { permission: 'domains:view', domains: { except: [] } };
  await db.make.member(accountId, tess.id, [grant]);
  await db.make.member(accountId, gone.id, [], { endedAt: new Date(), endReason: 'left' });
  const { invitation } = await db.make.invitation(accountId, olivia.id, [grant]);
  await db.make.row(OwnershipOffer, {
    ...{ id: `off_${accountId.slice(4)}`, accountId, fromUserId: olivia.id, toUserId: tess.id },
    ...{ afterwards: 'leaves', expiresAt: new Date(Date.now() + 60_000) },
  });
  const em = () => db.owner.em.fork();
  return {
    ...{ accountId, olivia, tess },
    account: () => em().findOneOrFail(Account, { id: accountId }),
    invitation: () => em().findOneOrFail(Invitation, { id: invitation.id }),
    offer: () => em().findOneOrFail(OwnershipOffer, { accountId }),
    mails: async () =>
      (
        await em().find(OutboxMessage, { accountId }, { orderBy: { createdAt: 'asc', recipient: 'asc' } })
      ).map(({ kind, recipient }) => [kind, recipient]),
    events: () => em().find(ActivityEvent, { accountId }, { orderBy: { seq: 'asc' } }),
  };
}

test('suspends, resumes, closes and opens again, each with its log entry and its mails', async () => {
  const { accountId, olivia, tess, ...acme } = await world('Acme');
  expect(await mandate('account', 'suspend', 'acme', '--reason', 'Invoice 7 is late.')).toEqual({
    ...{ code: 0, out: 'Acme is suspended; its owner is told by mail.\n', err: '' },
  });
  expect(await acme.account()).toMatchObject({ state: 'suspended', epoch: 2 });
  expect((await acme.offer()).state).toBe('cancelled');
  expect((await acme.invitation()).state).toBe('open');
  expect(await acme.mails()).toEqual([['accountSuspended', olivia.email]]);

  const again = await mandate('account', 'suspend', accountId);
  expect(again).toEqual({ code: 1, out: '', err: 'error: Acme is suspended: nothing was done\n' });

  expect((await mandate('account', 'resume', accountId)).code).toBe(0);
  expect((await mandate('account', 'close', 'Acme')).out).toContain('1 open invitation cancelled');
  expect(await acme.account()).toMatchObject({ state: 'closed', epoch: 4 });
  expect((await acme.invitation()).state).toBe('cancelled');
  expect((await mandate('account', 'resume', 'Acme')).out).toBe(
    'Acme is open again; everybody with access is told by mail.\n',
  );
  expect(await acme.account()).toMatchObject({ state: 'active', epoch: 5 });
  const told = async () => (await acme.mails()).slice(1);
  const toOlivia = ['accountResumed', 'accountClosed', 'accountResumed'].map((kind) => [kind, olivia.email]);
  await upkeep();
  // closed and open again before anybody could be told: there is nothing to tell
  expect(await told()).toEqual(toOlivia);
  for (const [verb, kind] of [
    ['close', 'accountClosed'],
    ['resume', 'accountResumed'],
  ] as const) {
    await mandate('account', verb, 'Acme');
    await Promise.all([upkeep(), upkeep()]);
    await upkeep();
    const both = [olivia.email, tess.email].map((email) => [kind, email]);
    expect((await told()).slice(-2)).toEqual(both);
  }
  expect(await told()).toHaveLength(7);
  const events = await acme.events();
  expect(events.map(({ action, actorKind }) => [action, actorKind])).toEqual(
    ['suspended', 'resumed', 'closed', 'resumed', 'closed', 'resumed'].map((change) => [
      `account.${change}`,
      'provider',
    ]),
  );
  expect(events[0]!.data).toMatchObject({ after: 'Invoice 7 is late.', offeredTo: [tess.name] });
  expect(await verifyChain(db.owner.em.fork(), accountId)).toMatchObject({ whole: true });
});

test('lists accounts of one name and takes an id; says what it cannot find', async () => {
  const twins = [await world('Twin'), await world('TWIN')];
  const answer = await mandate('account', 'suspend', 'twin');
  expect(answer.code).toBe(1);
  for (const twin of twins) expect(answer.err).toContain(twin.accountId);
  expect((await mandate('account', 'suspend', twins[1]!.accountId)).code).toBe(0);
  expect((await twins[0]!.account()).state).toBe('active');
  expect(await mandate('account', 'close', 'Nobody')).toEqual({
    ...{ code: 1, out: '', err: 'error: no account is called “Nobody”, and none has that id\n' },
  });
});

test('opens no account again whose owner has deleted his login', async () => {
  const { accountId, olivia, ...acme } = await world('Lapsed');
  await mandate('account', 'close', accountId);
  await db.owner.em.fork().nativeUpdate(User, { id: olivia.id }, { deletedAt: new Date() });
  const answer = await mandate('account', 'resume', accountId);
  expect(answer).toMatchObject({ code: 1, out: '' });
  expect(answer.err).toContain('no owner who could enter');
  expect((await acme.account()).state).toBe('closed');
});

test('tells usage apart from failure, and needs no database for its help', async () => {
  expect((await mandate('account', 'suspend')).code).toBe(2);
  expect((await mandate('account', 'delete', 'Acme')).code).toBe(2);
  expect((await mandate('account', 'close', 'Acme', '--reason', ' ')).code).toBe(2);
  const help = await run(['account', '--help'], {
    out: () => undefined,
    err: () => undefined,
    settings: () => Promise.reject(new Error('asked')),
  });
  expect(help).toBe(0);
});
