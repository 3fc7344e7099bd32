import { Delivery, Invitation, OutboxMessage } from '@mandate/db';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { lastMail } from '../../auth/testing.ts';
import type { Caller } from '../../testing.ts';
import { areas, type Areas } from '../areas.testing.ts';
import { guests } from './testing/guests.ts';

interface Listed {
  items: { id: string; email: string; state: string; mail: { late: boolean } | null; may: May }[];
  total: number;
}
type May = Record<'resend' | 'change' | 'correct' | 'copy' | 'takeOver' | 'cancel' | 'again', boolean>;
interface Checked {
  seen: string;
  changes: boolean;
  adds: object[];
  removes: object[];
}

let world: Areas;
let domain: string;
const { fresh, manager, offer, send } = guests(
  () => world,
  () => domain,
);

beforeAll(async () => {
  world = await areas();
  domain = (await world.domains(['acme.example']))[0]!.id;
});
afterAll(() => world.api.close());

async function pending(email = fresh(), by?: Caller) {
  expect((await send([email], by)).data.results[0]?.problem).toBeNull();
  const { id } = await world.em().findOneOrFail(Invitation, { email, state: 'open' });
  return { id, email };
}
const list = async (input: object = {}, by = world.owner) =>
  (await by.query<Listed>('invitations.list', { account: world.acme, ...input })).data;
const over = async (id: string, by?: Caller) =>
  (await list({ over: true }, by)).items.find((item) => item.id === id);
const act = async (what: string, id: string, more: object = {}, by = world.owner) =>
  (await by.mutate(`invitations.${what}`, { account: world.acme, invitation: id, ...more })).error?.code ??
  'OK';
const find = (id: string) => world.em().findOneOrFail(Invitation, { id });
const set = (id: string, to: string) =>
  world.em().execute(`update invitations set ${to} where id = ?`, [id], 'run');
const expire = (id: string, when = '1 day') =>
  set(id, `state = 'expired', expires_at = now() - interval '${when}'`);

describe('what nobody answered in time', () => {
  test('is listed for 30 days, and resending it opens it again for seven days under a new link', async () => {
    const { id, email } = await pending();
    const { token } = await lastMail(world.api, email);
    await expire(id);
    expect((await list({ q: email })).total).toBe(0);
    const sends = { resend: true, correct: true, copy: true };
    const waits = { change: false, takeOver: false, cancel: false, again: false };
    expect(await over(id)).toMatchObject({ state: 'expired', may: { ...sends, ...waits } });
    for (const what of ['cancel', 'takeOver']) expect(await act(what, id)).toBe('NOT_FOUND');

    expect(await act('resend', id)).toBe('OK');
    const now = await find(id);
    expect([now.state, now.expiresAt.getTime() > Date.now() + 6.9 * 86_400_000]).toEqual(['open', true]);
    const mail = await lastMail(world.api, email);
    const nobody = await world.api.as(null);
    const shown = async (of: string) =>
      (await nobody.mutate('invitations.show', { token: of })).error?.code ?? 'OK';
    expect([await shown(token), await shown(mail.token)]).toEqual(['INVITATION_UNKNOWN', 'OK']);
    expect(await over(id)).toBeUndefined();

    await expire(id);
    expect(await act('copyLink', id)).toBe('OK');
    await expire(id);
    const right = fresh();
    expect(await act('correct', id, { email: right })).toBe('OK');
    expect(await find(id)).toMatchObject({ state: 'open', email: right });
    await expire(id, '31 days');
    expect(await over(id)).toBeUndefined();
    for (const what of ['resend', 'copyLink']) expect(await act(what, id)).toBe('NOT_FOUND');
    expect(await act('correct', id, { email: fresh() })).toBe('NOT_FOUND');
    expect((await find(id)).state).toBe('expired');
  });

  test('gives way to another invitation to the address, and to an access', async () => {
    const { id, email } = await pending();
    await expire(id);
    const next = await pending(email);
    expect([await over(id), await act('resend', id)]).toEqual([undefined, 'INVITATION_ALREADY_OPEN']);
    await set(next.id, `state = 'cancelled'`);
    expect(await over(id)).toBeUndefined();

    const other = await pending();
    await expire(other.id);
    const person = await world.make.user({ name: 'Tess', email: other.email });
    await world.make.member(world.acme, person.id, []);
    expect([await over(other.id), await act('resend', other.id)]).toEqual([undefined, 'ALREADY_MEMBER']);
    expect((await find(other.id)).state).toBe('expired');
  });

  test('is sent again only by who may give it, and not when all of it has ended', async () => {
    const marek = await manager();
    const { id } = await pending();
    await set(id, `grants = '[{"permission": "billing:pay", "billing": true}]'`);
    await expire(id);
    for (const what of ['resend', 'copyLink']) expect(await act(what, id, {}, marek)).toBe('MEMBER_STRONGER');
    expect(Object.values((await over(id, marek))!.may)).not.toContain(true);
    await set(
      id,
      `grants = '[{"permission": "billing:view", "billing": true, "end": "2026-01-01T00:00:00Z"}]'`,
    );
    expect((await over(id))?.may).toMatchObject({ resend: false, correct: false, copy: false });
    expect(await act('resend', id)).toBe('BAD_INPUT');

    // an inviter might be removed in the same instant: whoever opens it again answers for it
    const taken = await pending(fresh(), marek);
    for (const what of ['resend', 'copyLink']) {
      await set(taken.id, `inviter_user_id = '${marek.id}'`);
      await expire(taken.id);
      expect([await act(what, taken.id), (await find(taken.id)).inviterUserId]).toEqual([
        'OK',
        world.olivia.id,
      ]);
    }

    const his = await pending(fresh(), marek);
    await expire(his.id);
    expect((await world.owner.mutate('members.remove', { account: world.acme, user: marek.id })).status).toBe(
      200,
    );
    expect(await act('resend', his.id)).toBe('OK');
    expect((await find(his.id)).inviterUserId).toBe(world.olivia.id);
  });

  test('nor what was declined: that is offered anew by another invitation', async () => {
    const { id } = await pending();
    await set(id, `state = 'declined', answered_at = now()`);
    expect(await over(id)).toMatchObject({ state: 'declined', may: { resend: false, again: true } });
    expect(await act('resend', id)).toBe('NOT_FOUND');
    const like = await world.owner.query<{ parts: object[] }>('invitations.get', {
      ...{ account: world.acme, invitation: id },
    });
    expect(like.data.parts).toMatchObject([{ permissions: ['domains:view'] }]);
  });
});

test('what came back, failed or was unwanted stands first on all pages, then what ends first; a part of the address finds it', async () => {
  const [one, two, three, four] = await Promise.all(
    ['mail-one', 'mail-two', 'mail-three', 'mail-four'].map((name) => pending(`${name}@order.example`)),
  );
  const mailed = async ({ id }: { id: string }, state: Delivery['state']) => {
    const { id: outboxId } = await world.em().findOneOrFail(OutboxMessage, { invitationId: id });
    await world.em().nativeUpdate(Delivery, { outboxId }, { state });
  };
  for (const [place, { id }] of [one!, two!, three!, four!].entries())
    await set(id, `expires_at = now() + interval '${place + 1} hours'`);
  await mailed(three!, 'complained');
  await mailed(four!, 'bounced');
  const order = async () => (await list({ q: '@ORDER.' })).items.map(({ email }) => email.split('@')[0]);
  expect(await order()).toEqual(['mail-three', 'mail-four', 'mail-one', 'mail-two']);
  await act('resend', three!.id);
  await mailed(one!, 'failed');
  expect(await order()).toEqual(['mail-one', 'mail-four', 'mail-two', 'mail-three']);

  await world
    .em()
    .execute(
      `update outbox_messages set created_at = created_at - interval '3 minutes' where invitation_id = ?`,
      [two!.id],
    );
  const late = (await list({ q: '@order' })).items.filter(({ mail }) => mail?.late);
  expect(late.map(({ id }) => id)).toEqual([two!.id]);
});

test('a former access is offered again only where there was one to give: a former owner held no grants', async () => {
  const left = { endedAt: new Date(), endReason: 'left' } as const;
  const former = await world.make.user({ name: 'Ola' });
  await world.make.member(world.acme, former.id, [], left);
  const { data } = await world.owner.query<{ addresses: object[] }>(
    'invitations.check',
    offer([former.email]),
  );
  expect(data.addresses).toEqual([{ email: former.email, problem: null, former: null }]);
});

describe('editing', () => {
  const managing = { permissions: ['domains:manage'], domains: { which: 'only' } };
  const check = async (id: string, parts: object[]) =>
    (
      await world.owner.query<Checked>('invitations.checkChange', {
        ...{ account: world.acme, invitation: id, parts },
      })
    ).data;

  test('shows what is added and taken away, and saves nothing over what somebody else saved meanwhile', async () => {
    const { id } = await pending();
    const parts = [{ ...managing, domains: { which: 'only', ids: [domain] } }];
    const first = await check(id, parts);
    expect([first.changes, first.adds.length, first.removes.length]).toEqual([true, 1, 0]);
    const other = [{ permissions: ['billing:view'] }];
    const { seen, removes } = await check(id, other);
    expect([seen, removes.length]).toEqual([first.seen, 1]);
    expect(await act('change', id, { parts: other, seen })).toBe('OK');
    expect(await act('change', id, { parts, seen })).toBe('CHANGED_MEANWHILE');
    expect((await find(id)).grants).toEqual([{ permission: 'billing:view', billing: true }]);
    expect((await check(id, other)).changes).toBe(false);
  });

  test('leaves a part of it alone that names what has left the account', async () => {
    const [gone] = await world.domains(['gone.example']);
    const { id } = await pending();
    const grants = [{ permission: 'domains:view', domains: { only: [domain, gone!.id] } }];
    await set(id, `grants = '${JSON.stringify(grants)}'`);
    await world.em().execute(`delete from domains where id = ?`, [gone!.id]);
    const get = { account: world.acme, invitation: id };
    const { parts, seen } = (
      await world.owner.query<{ parts: object[]; seen: string }>('invitations.get', get)
    ).data;
    expect(await act('change', id, { parts: [...parts, { permissions: ['billing:view'] }], seen })).toBe(
      'OK',
    );
    expect((await find(id)).grants).toEqual([...grants, { permission: 'billing:view', billing: true }]);
    const foreign = [{ ...managing, domains: { which: 'only', ids: [`dom_${'0'.repeat(20)}`] } }];
    expect(await act('change', id, { parts: foreign, seen: (await check(id, parts)).seen })).toBe(
      'BAD_INPUT',
    );
  });
});
