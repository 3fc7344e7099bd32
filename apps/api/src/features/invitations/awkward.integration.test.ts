import { ActivityEvent, Grant, Invitation, Membership, OutboxMessage } from '@mandate/db';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { lastMail } from '../../auth/testing.ts';
import { areas, type Areas } from '../areas.testing.ts';
import { guests } from './testing/guests.ts';

let world: Areas;
let domain: string;
const { during, fresh, invited, manager, offer, open, send, stateOf } = guests(
  () => world,
  () => domain,
);

beforeAll(async () => {
  world = await areas();
  domain = (await world.domains(['acme.example']))[0]!.id;
});
afterEach(() => vi.useRealTimers());
afterAll(() => world.api.close());

describe('addresses', () => {
  test('one’s own, the owner’s and a member’s are not invited, and each is told apart', async () => {
    const marek = await manager();
    const { email } = (await marek.query<{ email: string }>('me.get')).data;
    const { data } = await send([world.olivia.email, email], marek);
    expect(data.results).toEqual(
      [
        { email: world.olivia.email, problem: 'ALREADY_MEMBER', whose: 'owner', user: world.olivia.id },
        { email, problem: 'ALREADY_MEMBER', whose: 'you', user: marek.id },
      ].sort((a, b) => (a.email < b.email ? -1 : 1)),
    );
    const again = await send([email]);
    expect(again.data.results[0]).toMatchObject({ whose: 'member' });
    expect(await world.em().count(Invitation, { email: [email, world.olivia.email] })).toBe(0);
  });

  test('in two spellings are one: one invitation, one mail', async () => {
    const [local] = fresh().split('@');
    const spellings = [
      `${local}@Bücher.example`,
      ` ${local!.toUpperCase()}@xn--bcher-kva.EXAMPLE `,
      `${local}@bücher.example`,
    ];
    const { data } = await send(spellings);
    const email = `${local}@xn--bcher-kva.example`;
    expect(data.results).toEqual([{ email, problem: null }]);
    expect(await world.em().count(OutboxMessage, { recipient: email })).toBe(1);
  });

  test('of one that is invited twice in the same instant there is one open invitation', async () => {
    const email = fresh();
    const answers = await Promise.all([send([email]), send([email]), send([email])]);
    expect(answers.map(({ data }) => data.results[0]?.problem ?? 'OK').sort()).toEqual([
      ...['INVITATION_ALREADY_OPEN', 'INVITATION_ALREADY_OPEN', 'OK'],
    ]);
    expect(await open(email)).toBe(1);
  });

  test('an expired row stands beside a new invitation, and the log says that it expired', async () => {
    const email = fresh();
    await send([email]);
    await world.em().execute(`update invitations set expires_at = now() where email = ?`, [email]);
    expect((await send([email])).data.results).toEqual([{ email, problem: null }]);
    const rows = await world.em().find(Invitation, { email }, { orderBy: { createdAt: 'asc' } });
    expect(rows.map(({ state }) => state)).toEqual(['expired', 'open']);
    const events = await world
      .em()
      .find(ActivityEvent, { accountId: world.acme }, { orderBy: { seq: 'asc' } });
    expect(events.slice(-2)).toMatchObject([
      { action: 'invitation.expired', actorKind: 'system', data: { email, invitation: rows[0]!.id } },
      { action: 'invitation.sent', actorKind: 'user', subjectName: email },
    ]);
  });
});

test('of somebody whose access ended the check says so, and his former rights can be offered again', async () => {
  const tess = await world.member('Tess Lindqvist', {
    permission: 'domains:manage',
    domains: { only: [domain] },
  });
  const { email } = (await tess.query<{ email: string }>('me.get')).data;
  expect((await tess.mutate('accounts.leave', { account: world.acme })).error).toBeUndefined();
  const { data } = await world.owner.query<{ addresses: object[] }>('invitations.check', offer([email]));
  expect(data.addresses).toMatchObject([
    { email, problem: null, former: { user: tess.id, name: 'Tess Lindqvist' } },
  ]);
  const former = await world.owner.query<{ parts: object[] }>('members.renewal', {
    account: world.acme,
    user: tess.id,
  });
  expect(former.data).toMatchObject({ email, whole: true, parts: [{ permissions: ['domains:manage'] }] });
});

describe('in the same instant', () => {
  test.each([
    ['accepting', 'accepted', 'NOT_FOUND', 1],
    ['cancelling', 'cancelled', 'INVITATION_CANCELLED', 0],
  ] as const)('%s first: it is %s, and the other one is told so', async (first, state, told, members) => {
    const { id, person, accept } = await invited();
    const { acme: account, owner } = world;
    const cancel = async () =>
      (await owner.mutate('invitations.cancel', { account, invitation: id })).error?.code ?? 'OK';
    const both = first === 'accepting' ? ([accept, cancel] as const) : ([cancel, accept] as const);
    expect(await during(...both)).toEqual(['OK', told]);
    expect(await stateOf(id)).toBe(state);
    expect(await world.em().count(Membership, { userId: person.id })).toBe(members);
  });

  test('accepting in two tabs, by link and from the chooser: one membership, one set of grants', async () => {
    const { id, her, person, answer, accept } = await invited();
    const fromChooser = async () =>
      (await her.mutate('invitations.accept', { invitation: id, ...answer })).error?.code ?? 'OK';
    expect(await during(accept, fromChooser)).toEqual(['OK', 'INVITATION_ANSWERED']);
    expect(await world.em().count(Grant, { userId: person.id, endedAt: null })).toBe(1);
  });
});

test('an API whose clock is an hour off goes by the database’s: what is valid, for how long, and what is over', async () => {
  for (const off of [-3_600_000, 3_600_000]) {
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + off });
    const { id, accept } = await invited();
    const [{ left } = { left: 0 }] = await world
      .em()
      .execute<{ left: number }[]>(
        `select extract(epoch from expires_at - now())::float8 / 3600 as left from invitations where id = ?`,
        [id],
      );
    expect(left).toBeCloseTo(7 * 24, 1);
    const soon = (when: string) =>
      world.em().execute(`update invitations set expires_at = now() + interval '${when}' where id = ?`, [id]);
    await soon('-1 minute');
    expect(await accept()).toBe('INVITATION_EXPIRED');
    await soon('30 minutes');
    expect(await accept()).toBe('OK');
    vi.useRealTimers();
  }
});

describe('what is answered is what was read', () => {
  const stale = [409, 'STALE_PAGE'];

  test('of two links that are open in one browser each page answers its own and not the other', async () => {
    const { id, email, her, person, answer, accept } = await invited();
    const parts = [{ permissions: ['support:own'] }];
    const sent = { account: world.other, emails: [email], locale: 'en', parts };
    expect((await world.outsider.mutate('invitations.send', sent)).error).toBeUndefined();
    const { token } = await lastMail(world.api, email);
    const shown = await her.mutate<{ handOff: string }>('invitations.show', { token });
    const carried = { 'x-mandate-hand-off': shown.data.handOff };
    for (const act of ['accept', 'decline']) {
      const { status, error } = await her.mutate(`invitations.${act}`, answer, carried);
      expect([act, status, error?.code]).toEqual([act, ...stale]);
    }
    const signUp = { name: 'Ines', password: 'a long enough phrase', locale: 'en', ...answer };
    const made = await (await world.api.as(null)).mutate('auth.signUpInvited', signUp, carried);
    expect([made.status, made.error?.code]).toEqual(stale);
    expect(await world.em().count(Membership, { userId: person.id })).toBe(0);
    expect(await open(email)).toBe(2);
    expect(await accept()).toBe('OK');
    expect([await stateOf(id), await open(email)]).toEqual(['accepted', 1]);
  });

  test('an offer that was changed since is read again first, by its link and in the chooser', async () => {
    const { id, her, carried, answer, accept, view } = await invited();
    const parts = [{ permissions: ['domains:manage'], domains: { which: 'only', ids: [domain] } }];
    const change = { account: world.acme, invitation: id, parts, ...answer };
    expect((await world.owner.mutate('invitations.change', change)).error).toBeUndefined();
    expect(await accept()).toBe('STALE_PAGE');
    for (const act of ['accept', 'declineMine']) {
      const { error } = await her.mutate(`invitations.${act}`, { invitation: id, ...answer });
      expect([act, error?.code]).toEqual([act, 'STALE_PAGE']);
    }
    expect(await stateOf(id)).toBe('open');
    const mine = await her.query<{ seen: string }>('invitations.viewMine', { invitation: id });
    const { seen } = await view();
    expect([mine.data.seen === seen, seen === answer.seen]).toEqual([true, false]);
    expect((await her.mutate('invitations.accept', { seen }, carried)).error).toBeUndefined();
  });
});

test('editing neither mails nor lengthens, and shortens where all of it ends sooner', async () => {
  const { id, email, answer } = await invited();
  await world
    .em()
    .execute(`update invitations set expires_at = now() + interval '2 days' where id = ?`, [id]);
  const before = await world.em().findOneOrFail(Invitation, { id });
  const parts = [{ permissions: ['domains:manage'], domains: { which: 'only', ids: [domain] } }];
  const changed = await world.owner.mutate('invitations.change', {
    account: world.acme,
    invitation: id,
    parts,
    ...answer,
  });
  expect(changed.error).toBeUndefined();
  const after = await world.em().findOneOrFail(Invitation, { id });
  expect([after.expiresAt, after.tokenHash]).toEqual([before.expiresAt, before.tokenHash]);
  expect(await world.em().count(OutboxMessage, { recipient: email })).toBe(1);
});
