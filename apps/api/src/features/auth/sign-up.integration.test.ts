import { Account, HandOff, Membership, User } from '@mandate/db';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hashToken, newToken } from '../../auth/secret.ts';
import { validateSession } from '../../auth/sessions.ts';
import { elsewhere, lastMail, mailsTo } from '../../auth/testing.ts';
import { limits } from '../../limits/limits.ts';
import { testApi, type Caller, type TestApi } from '../../testing.ts';
import { digestOf } from '../invitations/digest.ts';

let api: TestApi;
let anyone: Caller;
beforeAll(async () => {
  api = await testApi();
  anyone = await api.as(null);
});
afterAll(() => api.close());

interface Issued {
  token: string;
  expiresAt: string;
}
let count = 0;
const fresh = () => `new${(count += 1)}@people.example`;
const password = 'seven olives at noon';
const form = (email: string, more: object = {}) => ({
  name: 'Ines Roth',
  email,
  password,
  locale: 'fr',
  ...more,
});
const signUp = (email: string, more?: object) => anyone.mutate('auth.signUp', form(email, more), elsewhere());
const verify = (token: string, email: string, word = password) =>
  anyone.mutate<Issued>('auth.verifyEmail', { token, email, password: word }, elsewhere());
const signIn = (email: string, word = password) =>
  anyone.mutate<Issued>('auth.signIn', { email, password: word }, elsewhere());
const userOf = (email: string) => api.db.owner.em.fork().findOneOrFail(User, { email });

describe('signing up', () => {
  it('makes a login and an account of that name, usable once the address is verified', async () => {
    const email = fresh();
    expect((await signUp(email.toUpperCase())).data).toEqual({ sent: true });
    const user = await userOf(email);
    expect(user).toMatchObject({ name: 'Ines Roth', locale: 'fr', emailVerifiedAt: null });
    expect(user.passwordHash).toMatch(/^\$argon2id\$/);
    const account = await api.db.owner.em.fork().findOneOrFail(Account, { ownerUserId: user.id });
    expect(account).toMatchObject({ name: 'Ines Roth', locale: 'fr', state: 'active' });

    expect((await signIn(email)).error?.code).toBe('EMAIL_UNVERIFIED');
    const mail = await lastMail(api, email);
    expect(mail.kind).toBe('verifyEmail');
    const { data } = await verify(mail.token, email);
    expect((await validateSession(api.services, data.token))?.user).toMatchObject({
      id: user.id,
      emailVerified: true,
    });
    expect((await verify(mail.token, email)).error?.code).toBe('TOKEN_EXPIRED');
    expect((await signIn(email)).status).toBe(200);
  });

  it('answers the same bytes for a new, an unproven and a known address', async () => {
    const known = await api.db.make.user({ email: fresh() });
    const unproven = fresh();
    await signUp(unproven);
    const answers = [await signUp(fresh()), await signUp(unproven), await signUp(known.email)];
    expect(new Set(answers.map(({ status, body }) => `${status} ${body}`)).size).toBe(1);
    expect((await lastMail(api, known.email)).kind).toBe('haveLogin');
    expect((await mailsTo(api, known.email)).every((mail) => mail.token === '')).toBe(true);
    expect((await userOf(known.email)).name).toBe(known.name);
    expect(await api.db.owner.em.fork().count(Account, { ownerUserId: known.id })).toBe(0);
  });

  it('sent twice makes one login', async () => {
    const email = fresh();
    const answers = await Promise.all([signUp(email), signUp(email), signUp(email)]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    const user = await userOf(email);
    expect(await api.db.owner.em.fork().count(Account, { ownerUserId: user.id })).toBe(1);
    expect((await signIn(email)).error?.code).toBe('EMAIL_UNVERIFIED');
  });

  it('for an address that somebody else took first, unproven, leaves no password of theirs', async () => {
    const email = fresh();
    await signUp(email, { password: 'the password of a thief' });
    const trap = await lastMail(api, email);
    await signUp(email);
    const mail = await lastMail(api, email);
    expect(mail.kind).toBe('resetPassword');
    expect((await verify(trap.token, email, 'the password of a thief')).error?.code).toBe(
      'WRONG_CREDENTIALS',
    );
    expect((await signIn(email, 'the password of a thief')).error?.code).toBe('WRONG_CREDENTIALS');
    const chosen = 'what the mailbox holder chose';
    const reset = await anyone.mutate(
      'auth.resetPassword',
      { token: mail.token, password: chosen },
      elsewhere(),
    );
    expect(reset.data).toEqual({ done: true });
    expect((await signIn(email, chosen)).status).toBe(200);
  });

  it.each([
    ['1234567890', 'PASSWORD_TOO_WEAK'],
    ['Ines Roth 77', 'PASSWORD_TOO_WEAK'],
    ['short', 'BAD_INPUT'],
  ])('refuses the password %s as %s, beside its field, for known and unknown alike', async (weak, code) => {
    const known = await api.db.make.user({ email: fresh() });
    for (const email of [fresh(), known.email]) {
      const { error } = await signUp(email, { password: weak });
      expect(error).toMatchObject({ code, fields: { password: expect.any(String) as string } });
    }
  });

  it.each([
    { email: 'no address' },
    { name: 'http://evil.example' },
    { name: `a${String.fromCodePoint(0)}` },
    { name: '' },
    { locale: 'de' },
    { admin: true },
    { emailVerifiedAt: '2026-01-01' },
  ])('refuses %j as bad input', async (more) => {
    expect((await signUp(fresh(), more)).error?.code).toBe('BAD_INPUT');
  });

  it('writes a mailbox only so often', async () => {
    const email = fresh();
    const answers = [];
    for (let i = 0; i <= limits.mailToAddress.times; i += 1) answers.push(await signUp(email));
    expect(answers.at(-1)).toMatchObject({ status: 429, error: { code: 'TOO_MANY_REQUESTS' } });
    expect(answers.at(-1)?.error?.details?.retryAfter).toBeGreaterThan(0);
    expect((await mailsTo(api, email)).length).toBe(limits.mailToAddress.times);
  });
});

describe('signing up with an invitation', () => {
  /** What the page of the newest invitation carries. */
  let seen = '';
  async function invited(way: 'mailed' | 'copied', some: object = {}) {
    const owner = await api.db.make.user();
    const account = await api.db.make.account(owner.id);
    const email = fresh();
    const { invitation } = await api.db.make.invitation(
      account.id,
      owner.id,
      [{ preset: 'accountant', billing: true }],
      {
        email,
        way,
        ...some,
      },
    );
    const token = newToken();
    await api.db.make.row(HandOff, {
      tokenHash: hashToken(token),
      accountId: account.id,
      invitationId: invitation.id,
      way,
      expiresAt: new Date(Date.now() + 3_600_000),
    });
    seen = digestOf(invitation);
    return { email, handOff: token, account };
  }
  const join = (handOff: string | undefined, more: object = {}) =>
    anyone.mutate<Issued>(
      'auth.signUpInvited',
      { name: 'Ines Roth', password, locale: 'fr', seen, ...more },
      { ...elsewhere(), ...(handOff ? { 'x-mandate-hand-off': handOff } : {}) },
    );

  it('by a mailed token verifies at once, signs in, opens no account and keeps the hand-off', async () => {
    const { email, handOff, account } = await invited('mailed');
    const { data } = await join(handOff);
    const signedIn = await validateSession(api.services, data.token);
    expect(signedIn?.user).toMatchObject({ email, emailVerified: true, locale: 'fr' });
    const em = api.db.owner.em.fork();
    expect(await em.count(Account, { ownerUserId: signedIn!.user.id })).toBe(0);
    expect(await em.count(Membership, { accountId: account.id, userId: signedIn!.user.id })).toBe(0);
    expect(await em.count(HandOff, { tokenHash: hashToken(handOff) })).toBe(1);
    expect(await mailsTo(api, email)).toEqual([]);
    expect((await join(handOff)).error?.code).toBe('EMAIL_TAKEN');
  });

  it('by a copied token proves nothing: the mailbox is asked first, and no account is opened', async () => {
    const { email, handOff } = await invited('copied');
    expect((await join(handOff)).data).toEqual({ sent: true });
    expect(await userOf(email)).toMatchObject({ emailVerifiedAt: null });
    expect(await api.db.owner.em.fork().count(Account, { ownerUserId: (await userOf(email)).id })).toBe(0);
    expect((await verify((await lastMail(api, email)).token, email)).status).toBe(200);
  });

  it('is for the address of the invitation and no other', async () => {
    const { handOff } = await invited('mailed');
    expect((await join(handOff, { email: fresh() })).error?.code).toBe('BAD_INPUT');
  });

  it('takes an unproven login of the address over, password and all', async () => {
    const { email, handOff } = await invited('mailed');
    await signUp(email, { password: 'the password of a thief', name: 'Somebody' });
    const trap = await lastMail(api, email);
    expect((await join(handOff)).status).toBe(200);
    expect(await userOf(email)).toMatchObject({ name: 'Ines Roth' });
    expect((await signIn(email, 'the password of a thief')).error?.code).toBe('WRONG_CREDENTIALS');
    expect((await verify(trap.token, email)).error?.code).toBe('TOKEN_EXPIRED');
  });

  it.each([
    ['cancelled', { state: 'cancelled' }, 'INVITATION_CANCELLED'],
    ['answered', { state: 'accepted' }, 'INVITATION_ANSWERED'],
    ['lapsed', { expiresAt: new Date(Date.now() - 1000) }, 'INVITATION_EXPIRED'],
  ])('of a %s invitation makes no login', async (_what, some, code) => {
    const { email, handOff } = await invited('mailed', some);
    expect((await join(handOff)).error?.code).toBe(code);
    expect(await api.db.owner.em.fork().count(User, { email })).toBe(0);
  });

  it('needs a hand-off that lives', async () => {
    const { handOff } = await invited('mailed');
    await api.db.owner.em
      .fork()
      .execute(
        `update hand_offs set expires_at = clock_timestamp() where token_hash = ?`,
        [hashToken(handOff)],
        'run',
      );
    for (const token of [undefined, newToken(), 'x', handOff])
      expect((await join(token)).error?.code).toBe('INVITATION_UNKNOWN');
  });
});
