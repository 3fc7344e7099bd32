import { Membership, OutboxMessage } from '@mandate/db';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { areas, type Areas } from '../areas.testing.ts';
import { guests } from './testing/guests.ts';

let world: Areas;
let domain: string;
const { fresh, invited, manager, offer, open, send, stateOf } = guests(
  () => world,
  () => domain,
);

beforeAll(async () => {
  world = await areas();
  domain = (await world.domains(['acme.example']))[0]!.id;
});
afterAll(() => world.api.close());

describe('the inviter before the acceptance', () => {
  const change = (sql: string, values: unknown[]) => world.em().execute(sql, values);

  test.each<[string, string, (id: string) => Promise<unknown>]>([
    [
      ...(['suspended', 'INVITATION_INVITER_CANNOT_GIVE'] as const),
      (id) =>
        change(`update memberships set suspended_at = now(), suspended_by = ? where user_id = ?`, [
          world.olivia.id,
          id,
        ]),
    ],
    [
      ...(['narrowed', 'INVITATION_INVITER_CANNOT_GIVE'] as const),
      (id) =>
        change(
          `update grants set ended_at = now(), end_reason = 'removed' where user_id = ? and permission = 'domains:view'`,
          [id],
        ),
    ],
    [
      ...(['no longer a manager', 'INVITATION_INVITER_CANNOT_GIVE'] as const),
      (id) =>
        change(
          `update grants set ended_at = now(), end_reason = 'removed' where user_id = ? and permission = 'admin:users'`,
          [id],
        ),
    ],
    [
      ...([
        'at the end of his own access, before anything wrote it down',
        'INVITATION_INVITER_CANNOT_GIVE',
      ] as const),
      (id) => change(`update memberships set end_at = now() where user_id = ?`, [id]),
    ],
    [
      ...(['removed', 'INVITATION_CANCELLED'] as const),
      (id) => world.owner.mutate('members.remove', { account: world.acme, user: id }),
    ],
  ])('is %s: nothing is given (%s), and the page says whom to ask', async (_what, code, happens) => {
    const marek = await manager();
    const { id, person, her, answer, carried, view } = await invited(marek);
    expect((await view()).who).toEqual(['Marek Novák', 'Olivia Owens']);
    await happens(marek.id);
    const { error } = await her.mutate('invitations.accept', answer, carried);
    // not the one who is gone, or cannot give it
    expect([error?.code, error?.details?.who]).toEqual([code, ['Olivia Owens']]);
    expect(error?.message).toContain('Ask Olivia Owens');
    expect(await world.em().count(Membership, { userId: person.id })).toBe(0);
    const names = { inviter: 'Marek Novák', owner: 'Olivia Owens', who: ['Olivia Owens'] };
    expect(await view()).toMatchObject({ problem: code, ...names });
    if (code !== 'INVITATION_CANCELLED') expect(await stateOf(id)).toBe('open');
  });

  test('is no longer the owner and holds less: refused until the new owner takes it over', async () => {
    const { id, accept } = await invited();
    const heir = await world.member('Nora');
    const hand = (to: string) =>
      world.em().execute(`update accounts set owner_user_id = ? where id = ?`, [to, world.acme]);
    await world.em().execute(`delete from grants where user_id = ?`, [heir.id]);
    await hand(heir.id);
    try {
      expect(await accept()).toBe('INVITATION_INVITER_CANNOT_GIVE');
      const taken = await heir.mutate('invitations.takeOver', { account: world.acme, invitation: id });
      expect(taken.error).toBeUndefined();
      expect(await accept()).toBe('OK');
    } finally {
      await hand(world.olivia.id);
    }
  });

  test('loses his own access between the check page and sending: nothing is sent', async () => {
    const marek = await manager();
    const email = fresh();
    expect((await marek.query('invitations.check', offer([email]))).error).toBeUndefined();
    await world.em().execute(`update memberships set end_at = now() where user_id = ?`, [marek.id]);
    const refused = await send([email], marek);
    expect([refused.status, refused.error?.code]).toEqual([403, 'MEMBER_ENDED']);
    expect([await open(email), await world.em().count(OutboxMessage, { recipient: email })]).toEqual([0, 0]);
  });
});

describe('when accepting cannot be written down', () => {
  test.each([
    ['the disk is full', `raise exception 'no' using errcode = '53100'`],
    ['the database is shutting down', `raise exception 'no' using errcode = '57P01'`],
    ['the connection is lost', 'perform pg_terminate_backend(pg_backend_pid()); return new'],
  ])(
    'because %s, nothing is consumed, the answer is to try again, and trying again works',
    async (_why, happens) => {
      const { id, person, accept } = await invited();
      await world.em().execute(
        `create function broken() returns trigger language plpgsql as
         $$ begin ${happens}; end $$;
       create trigger broken before insert on grants for each row execute function broken()`,
      );
      try {
        expect(await accept()).toBe('TRY_AGAIN');
      } finally {
        await world.em().execute(`drop trigger broken on grants; drop function broken`);
      }
      expect(await stateOf(id)).toBe('open');
      expect(await world.em().count(Membership, { userId: person.id })).toBe(0);
      expect(await accept()).toBe('OK');
    },
  );
});
