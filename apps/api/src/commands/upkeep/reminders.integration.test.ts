import { createOrm, dbNow, Grant, Membership, type Orm } from '@mandate/db';
import { loadBundle } from '@mandate/policy';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { mailsTo } from '../../auth/testing.ts';
import { areas, type Areas } from '../../features/areas.testing.ts';
import { quiet } from '../../outbox/testing/quiet.ts';
import { startUpkeep } from './worker.ts';

const bundle = await loadBundle();
let world: Areas;
let workerOrm: Orm;
beforeAll(async () => {
  world = await areas();
  workerOrm = await createOrm(world.api.db.workerUrl);
});
afterAll(async () => {
  await workerOrm?.close(true);
  await world.api.close();
});

/** Several processes at once, as they run. */
async function upkeep(processes = 2): Promise<void> {
  const { orm, env } = world.api.services;
  const loops = Array.from({ length: processes }, () =>
    startUpkeep({ workerOrm, orm, bundle: () => bundle, env, log: quiet }),
  );
  await Promise.all(loops.map((loop) => loop.drain()));
  await Promise.all(loops.map((loop) => loop.stop()));
}

const day = 86_400_000;
const from = async (days: number) => new Date((await dbNow(world.em())).getTime() + days * day);
const domains = { permission: 'domains:view', domains: { except: [] } };
const kinds = async (email: string) => (await mailsTo(world.api, email)).map(({ kind }) => kind);
const emailOf = async (id: string) => {
  const [row] = await world.em().execute<{ email: string }[]>(`select email from users where id = ?`, [id]);
  return row!.email;
};

async function person(name: string, grants: { end?: Date; days?: number }[], locale: 'en' | 'fr' = 'en') {
  const someone = await world.make.user({ name, locale });
  await world.make.member(world.acme, someone.id, []);
  for (const { end, days = 30 } of grants)
    await world.make.grant(
      world.acme,
      someone.id,
      { ...domains, ...(end && { end }) },
      { createdAt: await from(-days), startAt: await from(-days) },
    );
  return someone;
}

test('both sides are told once, seven days before, each in their language, whatever runs or dies meanwhile', async () => {
  const ines = await person('Ines Moreau', [{ end: await from(6.5) }], 'fr');
  const later = await person('Tess Lindqvist', [{ end: await from(7.5) }]);
  const short = await person('Sam Specialist', [{ end: await from(5), days: 1 }]);
  await Promise.all([upkeep(3), upkeep(3)]);
  await upkeep();
  expect(await kinds(ines.email)).toEqual(['accessEnding']);
  const [mail] = await mailsTo(world.api, ines.email);
  expect(mail?.subject).toMatch(/^Votre accès à Acme prend fin le /);
  expect(await kinds(later.email)).toEqual([]);
  expect(await kinds(short.email)).toEqual([]);
  const told = await mailsTo(world.api, await emailOf(world.olivia.id));
  expect(told.map(({ kind }) => kind)).toEqual(['accessEndingOf']);
  expect(told[0]?.subject).toMatch(/^The access of Ines Moreau to Acme ends on /);
  expect(told[0]?.text).toContain(`/accounts/${world.acme}/users/${ines.id}`);

  // what is given for less than seven days is told of the day before
  await world.em().nativeUpdate(Grant, { userId: short.id }, { endAt: await from(0.9) });
  await upkeep();
  expect(await kinds(short.email)).toEqual(['accessEnding']);
});

test('a part that ends is not the whole access, and an end that is moved is told of anew', async () => {
  const dora = await person('Dora Schmidt', [{ end: await from(6) }, {}]);
  await upkeep();
  const [part] = await mailsTo(world.api, dora.email);
  expect(part?.subject).toMatch(/^A part of your access to Acme ends on /);

  const membership = { accountId: world.acme, userId: dora.id };
  const ends = async (days: number) =>
    world
      .em()
      .nativeUpdate(Membership, membership, { endAt: await from(days), endSetAt: await from(days - 20) });
  await ends(5);
  await upkeep();
  await upkeep();
  await ends(4);
  await upkeep();
  const subjects = (await mailsTo(world.api, dora.email)).map(({ subject }) => subject);
  expect(subjects).toHaveLength(3);
  for (const subject of subjects.slice(1)) expect(subject).toMatch(/^Your access to Acme ends on /);
});

test('a giver who sees users no more is not told, the owner is', async () => {
  const marek = await world.member('Marek Novák', { permission: 'domains:view', domains: { except: [] } });
  const anton = await world.make.user({ name: 'Anton Weber' });
  await world.make.member(world.acme, anton.id, []);
  const old = { createdAt: await from(-30), givenBy: marek.id };
  await world.make.grant(world.acme, anton.id, { ...domains, end: await from(3) }, old);
  await upkeep();
  expect(await kinds(await emailOf(marek.id))).toEqual([]);
  const told = await mailsTo(world.api, await emailOf(world.olivia.id));
  expect(told.filter(({ subject }) => subject.includes('Anton Weber'))).toHaveLength(1);
});
