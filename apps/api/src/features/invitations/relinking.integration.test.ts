import { HandOff, Invitation, OutboxMessage } from '@mandate/db';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { lastMail, mailsTo } from '../../auth/testing.ts';
import type { Caller } from '../../testing.ts';
import { areas, type Areas } from '../areas.testing.ts';
import { seen } from './testing/seen.ts';

interface Link {
  email: string;
  link: string;
}
interface Listed {
  items: {
    id: string;
    email: string;
    way: string;
    mail: { state: string } | null;
    inviter: { name: string; you: boolean };
    inviterCanGive: boolean;
    may: Record<'resend' | 'change' | 'correct' | 'copy' | 'takeOver' | 'cancel', boolean>;
  }[];
}

let world: Areas;
let domain: string;
let number = 0;
const fresh = () => `person-${(number += 1)}@studio.example`;

beforeAll(async () => {
  world = await areas();
  domain = (await world.domains(['acme.example']))[0]!.id;
});
afterAll(() => world.api.close());

const seeing = () => [{ permissions: ['domains:view'], domains: { which: 'only', ids: [domain] } }];

async function invite(email: string, by: Caller = world.owner, parts: object[] = seeing()) {
  const offer = { account: world.acme, emails: [email], locale: 'en', parts };
  expect((await by.mutate('invitations.send', offer)).error).toBeUndefined();
  return find(email);
}
const find = (email: string) => world.em().findOneOrFail(Invitation, { email, state: 'open' });
const act = <T>(what: string, invitation: { id: string }, by: Caller = world.owner, more: object = {}) =>
  by.mutate<T>(`invitations.${what}`, { account: world.acme, invitation: invitation.id, ...more });
const show = async (token: string) =>
  (await world.api.as(null)).mutate<{ handOff: string }>('invitations.show', { token });
const row = async (email: string, by: Caller = world.owner) => {
  const { data } = await by.query<Listed>('invitations.list', { account: world.acme });
  return data.items.find((item) => item.email === email);
};
const weekLeft = ({ expiresAt }: Invitation) => expiresAt.getTime() > Date.now() + 6.9 * 86_400_000;
const age = (invitation: Invitation) =>
  world
    .em()
    .execute(`update invitations set expires_at = now() + interval '1 day' where id = ?`, [invitation.id]);
const log = async (action: string) =>
  (await world.events('admin')).filter((event) => event.action === action).map((event) => event.subjectName);

describe('correcting the address', () => {
  test('sends to the new one with a new link; the old link is dead and the old address hears nothing', async () => {
    const [wrong, right] = [fresh(), fresh()];
    const invitation = await invite(wrong);
    const old = await lastMail(world.api, wrong);
    expect((await show(old.token)).error).toBeUndefined();
    await age(invitation);
    const answer = await act<{ email: string }>('correct', invitation, world.owner, {
      email: right.toUpperCase(),
    });
    expect(answer.data.email).toBe(right);

    expect((await show(old.token)).error?.code).toBe('INVITATION_UNKNOWN');
    expect(await world.em().count(HandOff, { invitationId: invitation.id })).toBe(0);
    expect(await mailsTo(world.api, wrong)).toHaveLength(1);
    expect((await show((await lastMail(world.api, right)).token)).error).toBeUndefined();
    const now = await find(right);
    expect(now).toMatchObject({ id: invitation.id, way: 'mailed', sendCount: 2 });
    expect(weekLeft(now)).toBe(true);
    expect(await row(right)).toMatchObject({ mail: { state: 'queued' }, way: 'mailed' });
    const [event] = (await world.events('admin')).filter(({ subjectName }) => subjectName === right);
    expect(event).toMatchObject({ action: 'invitation.corrected', data: { before: wrong, after: right } });
  });

  test('says no to who has access, who is invited, the same address and what is none', async () => {
    const [one, two] = [fresh(), fresh()];
    const invitation = await invite(one);
    await invite(two);
    const { email } = await world.make.user({ name: 'Tess', email: fresh() }).then(async (tess) => {
      await world.make.member(world.acme, tess.id, []);
      return tess;
    });
    const to = async (address: string) =>
      (await act('correct', invitation, world.owner, { email: address })).error;
    expect((await to(email))?.code).toBe('ALREADY_MEMBER');
    expect((await to(world.olivia.email))?.code).toBe('ALREADY_MEMBER');
    expect((await to(two))?.code).toBe('INVITATION_ALREADY_OPEN');
    expect(await to(one)).toMatchObject({
      code: 'BAD_INPUT',
      fields: { email: expect.any(String) as string },
    });
    expect((await to('nowhere'))?.code).toBe('BAD_INPUT');
    expect((await find(one)).tokenHash).toBe(invitation.tokenHash);
  });

  test('of two to the same address in the same instant only one succeeds', async () => {
    const [one, two, right] = [await invite(fresh()), await invite(fresh()), fresh()];
    const answers = await Promise.all(
      [one, two].map((invitation) => act('correct', invitation, world.owner, { email: right })),
    );
    expect(answers.map(({ error }) => error?.code ?? 'OK').sort()).toEqual(['INVITATION_ALREADY_OPEN', 'OK']);
    expect(await mailsTo(world.api, right)).toHaveLength(1);
  });

  test('makes way where another one lapsed, and writes that down as expired', async () => {
    const [wrong, right] = [fresh(), fresh()];
    const lapsed = await invite(right);
    await world.em().execute(`update invitations set expires_at = now() where id = ?`, [lapsed.id]);
    expect((await act('correct', await invite(wrong), world.owner, { email: right })).error).toBeUndefined();
    expect((await world.em().findOneOrFail(Invitation, { id: lapsed.id })).state).toBe('expired');
    expect(await world.em().count(OutboxMessage, { recipient: right })).toBe(2);
  });
});

describe('copying the link', () => {
  test('tells a fresh one once, mails nothing, and proves no mailbox', async () => {
    const email = fresh();
    const invitation = await invite(email);
    const old = await lastMail(world.api, email);
    await age(invitation);
    const { data } = await act<Link>('copyLink', invitation);
    const [page, token] = data.link.split('#');
    expect(page).toBe('http://127.0.0.1:3000/invitation');
    expect((await show(old.token)).error?.code).toBe('INVITATION_UNKNOWN');
    expect(await mailsTo(world.api, email)).toHaveLength(1);
    const now = await find(email);
    expect({ way: now.way, week: weekLeft(now) }).toEqual({ way: 'copied', week: true });
    expect(now.tokenHash).not.toContain(token);
    expect(await row(email)).toMatchObject({ way: 'copied' });
    expect(await log('invitation.copied')).toEqual([email]);

    const carried = { 'x-mandate-hand-off': (await show(token!)).data.handOff };
    const nobody = await world.api.as(null);
    const answer = await seen(world.em(), { email });
    const person = { name: 'Ines', password: 'a long enough phrase', locale: 'en', ...answer };
    const signedUp = await nobody.mutate<object>('auth.signUpInvited', person, carried);
    expect(signedUp.data).toEqual({ sent: true });
    const [user] = await world
      .em()
      .execute<{ id: string; verified: boolean }[]>(
        `select id, email_verified_at is not null as verified from users where email = ?`,
        [email],
      );
    expect(user?.verified).toBe(false);
    const her = await world.api.as(user!.id);
    const accept = () => her.mutate('invitations.accept', answer, carried);
    expect((await accept()).error?.code).toBe('INVITATION_WRONG_PERSON');
    const { token: proof } = await lastMail(world.api, email);
    const { password } = person;
    const verified = await nobody.mutate('auth.verifyEmail', { token: proof, email, password });
    expect(verified.error).toBeUndefined();
    expect((await accept()).error).toBeUndefined();
  });

  test('a mail that is still queued is not sent: its link is dead', async () => {
    const email = fresh();
    const invitation = await invite(email);
    await act<Link>('copyLink', invitation);
    await act('resend', await find(email));
    expect(await row(email)).toMatchObject({ way: 'mailed' });
  });

  test('has its limit', async () => {
    const invitation = await invite(fresh());
    const codes = new Set<string | undefined>();
    for (let n = 0; n < 22; n += 1) codes.add((await act('copyLink', invitation)).error?.code);
    expect(codes).toEqual(new Set([undefined, 'TOO_MANY_REQUESTS']));
  });
});

describe('who may not', () => {
  const managing = { permission: 'admin:users', admin: true } as const;

  test('give it himself may do nothing with it, and learns no more than that it exists', async () => {
    const email = fresh();
    const invitation = await invite(email);
    const marek = await world.member('Marek', managing);
    for (const what of ['resend', 'copyLink', 'takeOver', 'cancel', 'change', 'correct']) {
      const more =
        what === 'change' ? { parts: seeing(), seen: '' } : what === 'correct' ? { email: fresh() } : {};
      const { error } = await act(what, invitation, marek, more);
      expect([what, error?.code]).toEqual([what, 'MEMBER_STRONGER']);
    }
    expect((await find(email)).tokenHash).toBe(invitation.tokenHash);
    expect(Object.values((await row(email, marek))!.may)).not.toContain(true);
    const { data } = await marek.query<{ addresses: object[] }>('invitations.check', {
      ...{ account: world.acme, emails: [email], locale: 'en', parts: [{ permissions: ['admin:members'] }] },
    });
    expect(data.addresses).toEqual([{ email, problem: 'INVITATION_ALREADY_OPEN', former: null }]);
  });

  test('give it any more is told so, and whoever may takes it over without a new mail', async () => {
    const email = fresh();
    const marek = await world.member('Marek', managing, {
      permission: 'domains:view',
      domains: { only: [domain] },
    });
    const invitation = await invite(email, marek);
    const mail = await lastMail(world.api, email);
    await world
      .em()
      .execute(
        `update grants set ended_at = now(), end_reason = 'removed' where user_id = ? and permission = 'domains:view'`,
        [marek.id],
      );
    expect(await row(email)).toMatchObject({ inviterCanGive: false, may: { takeOver: true } });
    expect((await act('takeOver', invitation)).error).toBeUndefined();
    expect(await row(email)).toMatchObject({
      inviterCanGive: true,
      inviter: { you: true },
      may: { takeOver: false },
    });
    const now = await find(email);
    expect([now.tokenHash, now.expiresAt]).toEqual([invitation.tokenHash, invitation.expiresAt]);
    expect(await mailsTo(world.api, email)).toHaveLength(1);
    expect(await log('invitation.taken_over')).toEqual([email]);

    const person = await world.make.user({ name: 'Ines', email });
    const carried = { 'x-mandate-hand-off': (await show(mail.token)).data.handOff };
    const her = await world.api.as(person.id);
    const accepted = await her.mutate('invitations.accept', await seen(world.em(), { email }), carried);
    expect(accepted.error).toBeUndefined();
  });
});
