import { createOrm, inTransaction, OutboxMessage, type Orm } from '@mandate/db';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { lastMail } from '../auth/testing.ts';
import { ownershipScene, password, type OwnershipScene } from '../features/ownership/testing/scene.ts';
import { limits } from '../limits/limits.ts';
import { testApi, type TestApi } from '../testing.ts';
import { crowd, insertMail, type Envelope } from './insert.ts';
import { fakeMailer, type FakeMailer } from './testing/mailer.ts';
import { quiet } from './testing/quiet.ts';
import { startOutbox } from './worker.ts';

let api: TestApi;
let workerOrm: Orm;
let scene: OwnershipScene;
beforeAll(async () => {
  api = await testApi();
  workerOrm = await createOrm(api.db.workerUrl);
});
beforeEach(async () => {
  scene = await ownershipScene(api);
});
afterAll(async () => {
  await workerOrm?.close(true);
  await api.close();
});

const letter = { subject: 'Hello', html: '<p>Hello</p>', text: 'Hello' };
const queue = (account?: string, more: Partial<Envelope> = {}): Promise<string> => {
  const { env } = api.services;
  const about = account === undefined ? {} : { account: { id: account } };
  const envelope = { kind: 'any', to: 'ines@example.org', locale: 'en', ...about, ...more } as const;
  return inTransaction(api.db.orm, account === undefined ? {} : { account }, (em) =>
    insertMail({ em, env }, envelope, letter),
  );
};

async function drained(mailer: FakeMailer): Promise<void> {
  const mailKey = api.services.env.MAIL_KEY;
  const loop = startOutbox({ orm: workerOrm, mailer, mailKey, log: quiet, perSecond: 1_000 });
  await loop.drain();
  await loop.stop();
}

test('people’s logins come first, then accounts, and last what comes of an account with much waiting', async () => {
  const other = await api.db.make.account(scene.owner.id);
  const flood: string[] = [];
  for (let n = 0; n < crowd + 2; n += 1) flood.push(await queue(scene.account));
  const later = await queue(scene.account, { sendAfter: new Date(Date.now() + 3_600_000) });
  const invited = await queue(other.id);
  const reset = await queue();
  const mailer = fakeMailer();
  await drained(mailer);
  const sent = mailer.calls.map((call) => call.idempotencyKey);
  expect(sent[0]).toBe(reset);
  expect(new Set(sent.slice(1, crowd + 1))).toEqual(new Set(flood.slice(0, crowd)));
  expect(sent[crowd + 1]).toBe(invited);
  expect(new Set(sent.slice(crowd + 2))).toEqual(new Set(flood.slice(crowd)));
  expect(sent).not.toContain(later);
  // strangers sign up without end: of four mails one is an account's
  const signUps: string[] = [];
  for (let n = 0; n < 6; n += 1) signUps.push(await queue());
  const told = [await queue(other.id), await queue(other.id)];
  mailer.calls.length = 0;
  await drained(mailer);
  const whose = mailer.calls.map(({ idempotencyKey: id }) => (signUps.includes(id) ? 'login' : 'account'));
  expect(whose.join(' ')).toBe('login login login account login login login account');
  expect(mailer.calls[3]!.idempotencyKey).toBe(told[0]);
  const next = await queue(scene.account);
  expect(await scene.em().findOneOrFail(OutboxMessage, { id: next })).toMatchObject({ crowded: false });
});

test('many changes to one member: the first are told by themselves, the rest by one mail; none is refused', async () => {
  const { owner, account, tess } = scene;
  const changes = limits.mailsToMember.times + 4;
  for (let n = 0; n < changes; n += 1) {
    const act = n % 2 ? 'members.resume' : 'members.suspend';
    expect((await owner.mutate(act, { account, user: tess.id })).error).toBeUndefined();
  }
  const mails = await scene.em().find(OutboxMessage, { accountId: account, userId: tess.id });
  const together = mails.filter(({ kind }) => kind === 'accessChangedOften');
  expect([mails.length, together.length]).toEqual([limits.mailsToMember.times + 1, 1]);
  expect(together[0]!.sendAfter.getTime()).toBeGreaterThan(Date.now() + 3_000_000);
  expect((await scene.actions()).length).toBe(changes);
  // what is to wait is not late in the mail history
  await scene.em().execute(
    `update outbox_messages set created_at = created_at - interval '9 minutes',
       send_after = send_after - interval '9 minutes' where account_id = ?`,
    [account],
  );
  const history = await owner.query<{ items: { kind: string; late: boolean }[] }>('emails.list', { account });
  expect(new Set(history.data.items.map(({ kind, late }) => `${kind} ${late}`))).toEqual(
    new Set(['accessSuspended true', 'accessResumed true', 'accessChangedOften false']),
  );
  // what waits goes to the address that is hers by then, and to nobody once the access has ended
  const sent = async () => {
    await scene.em().execute(`update outbox_messages set send_after = now() where account_id = ?`, [account]);
    const mailer = fakeMailer();
    await drained(mailer);
    const rows = await scene.em().find(OutboxMessage, { accountId: account, kind: 'accessChangedOften' });
    const to = (id: string) => mailer.calls.find((call) => call.idempotencyKey === id)?.to;
    return rows.map(({ id, cancelledAt }) => to(id) ?? (cancelledAt ? 'cancelled' : 'sent before')).sort();
  };
  const moved = `moved-${tess.id}@people.example`;
  await tess.mutate('me.requestEmailChange', { email: moved, password });
  const { token } = await lastMail(api, moved);
  expect((await tess.mutate('auth.confirmEmailChange', { token })).error).toBeUndefined();
  await owner.mutate('members.suspend', { account, user: tess.id });
  expect(await sent()).toEqual(['cancelled', moved]);
  await owner.mutate('members.resume', { account, user: tess.id });
  await owner.mutate('members.remove', { account, user: tess.id });
  expect((await scene.mails()).at(-1)).toMatch(/^accessRemoved/);
  expect(await sent()).toEqual(['cancelled', 'cancelled', 'sent before']);
});

test('of an account’s ownership so many offers are made a day, and each can be taken back', async () => {
  const { owner, account } = scene;
  for (let n = 0; n < limits.offersOfAccount.times; n += 1) {
    const id = await scene.offered();
    expect((await owner.mutate('ownership.withdraw', { account, offer: id })).error).toBeUndefined();
  }
  expect((await scene.offer()).error?.code).toBe('TOO_MANY_REQUESTS');
  expect((await scene.mails()).length).toBe(limits.offersOfAccount.times * 4);
});
