import { Invitation, User } from '@mandate/db';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { lastMail } from '../../auth/testing.ts';
import { testApi, type TestApi } from '../../testing.ts';
import { areas, type Areas } from '../areas.testing.ts';
import { seen } from './testing/seen.ts';

let api: TestApi;
let world: Areas;
let ines: string;
let number = 0;
beforeAll(async () => {
  api = await testApi();
});
beforeEach(async () => {
  world = await areas(api);
  ines = `ines-${(number += 1)}@studio-moreau.example`;
});
afterAll(() => api.close());

const open = () => world.em().count(Invitation, { email: ines, state: 'open' });

const domainManager = (...ids: string[]) => ({ preset: 'domain-manager', domains: { which: 'only', ids } });

async function invited() {
  const [one, other] = await world.domains(['acme.example', 'acme-shop.example']);
  const parts = [domainManager(one!.id)];
  const sent = await world.owner.mutate<{ results: { email: string; problem: string | null }[] }>(
    'invitations.send',
    {
      account: world.acme,
      emails: [ines],
      locale: 'fr',
      parts,
    },
  );
  expect(sent.error).toBeUndefined();
  return { one: one!, other: other!, parts, results: sent.data.results };
}

async function handOff() {
  const mail = await lastMail(world.api, ines);
  const nobody = await world.api.as(null);
  const shown = await nobody.mutate<{ handOff: string }>('invitations.show', { token: mail.token });
  expect(shown.error).toBeUndefined();
  return { 'x-mandate-hand-off': shown.data.handOff };
}

/** What her page carries. */
const answer = () => seen(world.em(), { email: ines });

test('Ines is invited to one domain, creates her login, accepts, sees it and nothing else, and is removed', async () => {
  const { one, other, results } = await invited();
  expect(results).toEqual([{ email: ines, problem: null }]);
  const carried = await handOff();
  const nobody = await world.api.as(null);
  const viewed = await nobody.query<{ account: string; problem: string | null; seen: string }>(
    'invitations.view',
    undefined,
    carried,
  );
  expect(viewed.data).toMatchObject({ account: 'Acme', problem: null, inviter: 'Olivia Owens' });

  const signedUp = await nobody.mutate<{ token: string }>(
    'auth.signUpInvited',
    { name: 'Ines Moreau', password: 'a long enough one', locale: 'fr', seen: viewed.data.seen },
    carried,
  );
  expect(signedUp.error).toBeUndefined();
  const { id } = await world.em().findOneOrFail(User, { email: ines });
  const her = await world.api.as(id);
  const accepted = await her.mutate('invitations.accept', { seen: viewed.data.seen }, carried);
  expect(accepted.error).toBeUndefined();

  const list = await her.query<{ items: { id: string }[]; total: number }>('domains.list', {
    account: world.acme,
  });
  expect(list.data.items.map((item) => item.id)).toEqual([one.id]);
  expect((await her.query('domains.get', { account: world.acme, domain: other.id })).error?.code).toBe(
    'NOT_FOUND',
  );
  expect((await her.query('services.list', { account: world.acme })).error?.code).toBe('PERMISSION_MISSING');

  const removed = await world.owner.mutate('members.remove', { account: world.acme, user: id });
  expect(removed.error).toBeUndefined();
  const next = await her.query('domains.list', { account: world.acme });
  expect([next.status, next.error?.code]).toEqual([403, 'MEMBER_REMOVED']);
});

test('only the invited, verified address accepts; nothing changes for anybody else', async () => {
  await invited();
  const carried = await handOff();
  const wrong = await world.outsider.mutate('invitations.accept', await answer(), carried);
  expect([wrong.status, wrong.error?.code]).toEqual([403, 'INVITATION_WRONG_PERSON']);
  const unverified = await world.make.user({ name: 'Ines', email: ines, emailVerifiedAt: null });
  const caller = await world.api.as(unverified.id);
  expect((await caller.mutate('invitations.accept', await answer(), carried)).error?.code).toBe(
    'INVITATION_WRONG_PERSON',
  );
  expect(await open()).toBe(1);
});

test('fifty accepts at once make one member', async () => {
  const { one } = await invited();
  const carried = await handOff();
  const person = await world.make.user({ name: 'Ines', email: ines });
  const callers = await Promise.all(Array.from({ length: 5 }, () => world.api.as(person.id)));
  const offered = await answer();
  const answers = await Promise.all(
    Array.from({ length: 50 }, (_, n) => callers[n % 5]!.mutate('invitations.accept', offered, carried)),
  );
  expect(answers.filter((answer) => answer.status === 200)).toHaveLength(1);
  expect(answers.filter((answer) => answer.status >= 500)).toEqual([]);
  const grants = await world
    .em()
    .execute(`select 1 from grants where user_id = ? and ended_at is null`, [person.id]);
  expect(grants).toHaveLength(1);
  expect((await callers[0]!.query('domains.get', { account: world.acme, domain: one.id })).status).toBe(200);
});

test('an inviter who no longer holds what he offered offers nothing: refused whole, the invitation stays', async () => {
  const [one] = await world.domains(['acme.example']);
  const marek = await world.member(
    'Marek Novák',
    { preset: 'domain-manager', domains: { except: [] }, support: true },
    { permission: 'admin:users', admin: true },
  );
  const sent = await marek.mutate('invitations.send', {
    account: world.acme,
    emails: [ines],
    locale: 'en',
    parts: [domainManager(one!.id)],
  });
  expect(sent.error).toBeUndefined();
  const carried = await handOff();
  await world
    .em()
    .execute(
      `update grants set ended_at = now(), end_reason = 'removed' where user_id = ? and preset is not null`,
      [marek.id],
    );
  const person = await world.make.user({ name: 'Ines', email: ines });
  const refused = await (await world.api.as(person.id)).mutate('invitations.accept', await answer(), carried);
  expect(refused.error?.code).toBe('INVITATION_INVITER_CANNOT_GIVE');
  expect(await open()).toBe(1);

  expect(
    (await world.owner.mutate('members.remove', { account: world.acme, user: marek.id })).error,
  ).toBeUndefined();
  const cancelled = await (
    await world.api.as(person.id)
  ).mutate('invitations.accept', await answer(), carried);
  expect(cancelled.error?.code).toBe('INVITATION_CANCELLED');
});

test('nobody gives what he does not hold', async () => {
  const [one, two, three] = await world.domains(['acme.example', 'acme-shop.example', 'acme-labs.example']);
  const marek = await world.member(
    'Marek Novák',
    { permission: 'domains:manage', domains: { only: [one!.id] } },
    { permission: 'domains:view', domains: { only: [one!.id, two!.id] } },
    { permission: 'admin:users', admin: true },
  );
  const send = (parts: object[]) =>
    marek.mutate('invitations.send', { account: world.acme, emails: [ines], locale: 'en', parts });
  const beyond = await send([
    { permissions: ['domains:manage'], domains: { which: 'only', ids: [two!.id] } },
  ]);
  expect(beyond.error).toMatchObject({
    code: 'GRANT_EXCEEDS_OWN',
    message:
      'This is more than you may give here. You cannot give this: Change DNS records, nameservers, contacts and auto-renewal of acme-shop.example. Take out what goes beyond your own access, or ask the owner to give it.',
  });
  const unseen = await send([
    { permissions: ['domains:view'], domains: { which: 'only', ids: [three!.id] } },
  ]);
  expect([unseen.error?.code, unseen.error?.fields]).toEqual([
    'BAD_INPUT',
    { 'parts.0.domains': 'Choose which ones.' },
  ]);
  expect((await send([{ permissions: ['billing:view'] }])).error?.code).toBe('GRANT_EXCEEDS_OWN');
  expect((await send([{ permissions: ['admin:ownership'] }])).error?.code).toBe('BAD_INPUT');
  const within = await send([{ permissions: ['domains:view'], domains: { which: 'only', ids: [one!.id] } }]);
  expect(within.error).toBeUndefined();
});

test('resending makes a new link and kills the old one; cancelling kills both', async () => {
  await invited();
  const first = await lastMail(world.api, ines);
  const { id } = await world.em().findOneOrFail(Invitation, { email: ines });
  const resent = await world.owner.mutate('invitations.resend', { account: world.acme, invitation: id });
  expect(resent.error).toBeUndefined();
  const nobody = await world.api.as(null);
  expect((await nobody.mutate('invitations.show', { token: first.token })).error?.code).toBe(
    'INVITATION_UNKNOWN',
  );
  const carried = await handOff();
  await world.owner.mutate('invitations.cancel', { account: world.acme, invitation: id });
  const view = await nobody.query<{ problem: string }>('invitations.view', undefined, carried);
  expect(view.data.problem).toBe('INVITATION_CANCELLED');
});

test('an expired invitation stays unanswered and makes way for a new one', async () => {
  const { parts } = await invited();
  const carried = await handOff();
  await world.em().execute(`update invitations set expires_at = clock_timestamp() where email = ?`, [ines]);
  const person = await world.make.user({ name: 'Ines', email: ines });
  const late = await (await world.api.as(person.id)).mutate('invitations.accept', await answer(), carried);
  expect(late.error?.code).toBe('INVITATION_EXPIRED');
  const again = await world.owner.mutate<{ results: { problem: string | null }[] }>('invitations.send', {
    account: world.acme,
    emails: [ines],
    locale: 'en',
    parts,
  });
  expect(again.data.results[0]?.problem).toBeNull();
  expect(await open()).toBe(1);
});
