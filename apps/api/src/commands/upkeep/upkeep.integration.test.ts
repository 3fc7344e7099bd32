import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  ActivityEvent,
  createOrm,
  Grant,
  HandOff,
  Invitation,
  Membership,
  Session,
  type Account,
  type Orm,
  type User,
} from '@mandate/db';
import { testDatabase, type TestDatabase } from '@mandate/db/testing';
import { loadBundle } from '@mandate/policy';
import { quiet } from '../../outbox/testing/quiet.ts';
import { testEnv } from '../../testing.ts';
import { startUpkeep } from './worker.ts';

const bundle = await loadBundle();

let db: TestDatabase;
let workerOrm: Orm;
let olivia: User;
let marek: User;
let acme: Account;

beforeAll(async () => {
  db = await testDatabase();
  workerOrm = await createOrm(db.workerUrl);
});
afterAll(async () => {
  await workerOrm?.close(true);
  await db?.close();
});
beforeEach(async () => {
  olivia = await db.make.user({ name: 'Olivia' });
  marek = await db.make.user({ name: 'Marek' });
  acme = await db.make.account(olivia.id);
});

const past = new Date(Date.now() - 60_000);
const future = new Date(Date.now() + 3_600_000);
const technician = { preset: 'technician', services: { except: [] } };

async function upkeep(): Promise<void> {
  const loop = startUpkeep({ workerOrm, orm: db.orm, bundle: () => bundle, env: testEnv(db), log: quiet });
  await loop.drain();
  await loop.stop();
}
const membership = () =>
  db.owner.em.fork().findOneOrFail(Membership, { accountId: acme.id, userId: marek.id });
const grants = () => db.owner.em.fork().find(Grant, { accountId: acme.id }, { orderBy: { endAt: 1 } });
const invitation = (id: string) => db.owner.em.fork().findOneOrFail(Invitation, { id });
const actions = async () =>
  (await db.owner.em.fork().find(ActivityEvent, { accountId: acme.id }, { orderBy: { seq: 1 } })).map(
    (event) => event.action,
  );

describe('what runs out by date', () => {
  it('is marked expired, not removed, with an event by the system', async () => {
    await db.make.member(acme.id, marek.id, [technician], { endAt: past });
    await upkeep();
    expect(await membership()).toMatchObject({ endReason: 'expired', epoch: 2 });
    expect(await grants()).toMatchObject([{ endReason: 'expired' }]);
    const [event] = await db.owner.em.fork().find(ActivityEvent, { accountId: acme.id });
    expect(event).toMatchObject({
      action: 'member.expired',
      actorKind: 'system',
      subjectUserId: marek.id,
      subjectName: 'Marek',
    });
    await upkeep();
    expect(await actions()).toEqual(['member.expired']);
  });

  it('takes one grant and leaves the member with the other', async () => {
    await db.make.member(acme.id, marek.id, [
      { ...technician, end: past },
      { ...technician, end: future },
    ]);
    await upkeep();
    expect(await membership()).toMatchObject({ endedAt: null, epoch: 2 });
    expect(await grants()).toMatchObject([{ endReason: 'expired' }, { endReason: null, endedAt: null }]);
    expect(await actions()).toEqual(['grant.expired']);
  });

  it('ends the membership with its last grant and cancels what its holder had offered', async () => {
    const otto = await db.make.user();
    await db.make.member(acme.id, otto.id, [technician]);
    await db.make.member(acme.id, marek.id, [{ ...technician, end: past }]);
    const { invitation: his } = await db.make.invitation(acme.id, marek.id, [technician]);
    const { invitation: hers } = await db.make.invitation(acme.id, olivia.id, [technician]);
    await upkeep();
    expect(await membership()).toMatchObject({ endReason: 'expired' });
    expect((await invitation(his.id)).state).toBe('cancelled');
    expect((await invitation(hers.id)).state).toBe('open');
    expect(await actions()).toEqual(['member.expired', 'invitation.cancelled']);
  });

  it('marks a lapsed invitation', async () => {
    const { invitation: lapsed } = await db.make.invitation(acme.id, olivia.id, [technician], {
      expiresAt: past,
    });
    await upkeep();
    expect((await invitation(lapsed.id)).state).toBe('expired');
    expect(await actions()).toEqual(['invitation.expired']);
  });

  it('touches nothing that still runs, and not the owner', async () => {
    await db.make.member(acme.id, marek.id, [{ ...technician, end: future }], { endAt: future });
    await upkeep();
    expect(await membership()).toMatchObject({ endedAt: null, epoch: 1 });
    expect(await actions()).toEqual([]);
  });
});

it('removes sessions and hand-offs that nobody can use any more', async () => {
  const { session: old } = await db.make.session(marek.id, { expiresAt: past });
  const { session: live } = await db.make.session(marek.id);
  const { invitation: open } = await db.make.invitation(acme.id, olivia.id, [technician]);
  for (const [tokenHash, expiresAt] of [
    ['old', past],
    ['live', future],
  ] as const)
    await db.make.row(HandOff, {
      tokenHash: tokenHash + acme.id,
      accountId: acme.id,
      invitationId: open.id,
      way: 'mailed',
      expiresAt,
    });
  await upkeep();
  const em = db.owner.em.fork();
  expect(await em.findOne(Session, { id: old.id })).toBeNull();
  expect(await em.findOne(Session, { id: live.id })).not.toBeNull();
  expect((await em.find(HandOff, { accountId: acme.id })).map((row) => row.tokenHash)).toEqual([
    `live${acme.id}`,
  ]);
});
