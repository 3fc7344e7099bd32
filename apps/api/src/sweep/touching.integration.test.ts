import { Grant, newId } from '@mandate/db';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ask, faultOf } from './testing/ask.ts';
import { nameOf, type Cell } from './testing/cells.ts';
import { changed, digest } from './testing/digest.ts';
import { holder, owner, type Person } from './testing/people.ts';
import { inParallel, openSweep, type Sweep } from './testing/sweep.ts';
import { table } from './testing/table.ts';
import type { World } from './testing/world.ts';

let sweep: Sweep;
beforeAll(async () => {
  sweep = await openSweep();
});
afterAll(() => sweep?.close());

const manager = holder('admin:users');
const em = () => sweep.api.db.owner.em.fork();
const touching = ['check', 'change', 'reduce', 'removal', 'remove', 'suspend', 'resume'];
const pending = ['resend', 'cancel', 'change'];

/** More than a manager holds who holds nothing else. */
const stronger = { permission: 'billing:pay', billing: true };

/** Somebody whom S7 keeps from this person, in a world whose member and invitation are stronger than a manager. */
async function strongWorld(person: Person): Promise<World> {
  const world = await sweep.world(person);
  const { account: accountId, owner: givenBy, member, resting, invitation } = world.ids;
  for (const userId of [member, resting])
    await em().insert(Grant, {
      ...{ id: newId('gra'), accountId, userId, givenBy, ...stronger },
      ...{ startAt: new Date(), createdAt: new Date() },
    });
  await em().execute(`update invitations set grants = ?::jsonb where id = ?`, [
    JSON.stringify([stronger]),
    invitation,
  ]);
  return world;
}

async function refusedAs(code: string, cell: Omit<Cell, 'code'>, input?: (world: World) => object) {
  const world = await strongWorld(cell.person);
  const whole = { ...cell, code };
  const before = await digest(em());
  const fault = faultOf(whole, await ask(sweep, whole, world, { input: input?.(world) }));
  const rows = changed(before, await digest(em())).map((name) => `${nameOf(whole)}: rows of ${name} changed`);
  return [...(fault ? [fault] : []), ...rows];
}

const cell = (path: string, person: Person): Omit<Cell, 'code'> => ({
  ...{ path, person, line: table[path]!, target: 'own' },
});
const each = async (paths: string[], work: (path: string) => Promise<string[]>): Promise<string[]> =>
  (await inParallel(paths, work, 1)).flat();

it('touches nobody stronger, member or invited (S7)', async () => {
  const paths = [
    ...touching.map((name) => `members.${name}`),
    ...pending.map((name) => `invitations.${name}`),
  ];
  expect(await each(paths, (path) => refusedAs('MEMBER_STRONGER', cell(path, manager)))).toEqual([]);
});

it('touches neither the owner nor oneself', async () => {
  const paths = touching.map((name) => `members.${name}`);
  const refuse = (code: string, person: Person, user: 'owner' | 'person') =>
    each(paths, (path) => refusedAs(code, cell(path, person), ({ ids }) => ({ user: ids[user] })));
  expect(await refuse('MEMBER_IS_OWNER', manager, 'owner')).toEqual([]);
  expect(await refuse('MEMBER_IS_OWNER', owner, 'owner')).toEqual([]);
  expect(await refuse('MEMBER_IS_SELF', manager, 'person')).toEqual([]);
});

it('gives nothing that the giver does not hold (S6)', async () => {
  const parts = [{ permissions: ['billing:pay'] }];
  const given = ['invitations.check', 'invitations.send'];
  expect(
    await each(given, (path) => refusedAs('GRANT_EXCEEDS_OWN', cell(path, manager), () => ({ parts }))),
  ).toEqual([]);
});
