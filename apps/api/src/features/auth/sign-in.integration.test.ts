import { Session, User } from '@mandate/db';
import { untilWaiting } from '@mandate/db/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hashPassword } from '../../auth/passwords.ts';
import { hashToken } from '../../auth/secret.ts';
import { validateSession } from '../../auth/sessions.ts';
import { elsewhere, lastMail, mailsTo, signedInAs } from '../../auth/testing.ts';
import { allowed, limits } from '../../limits/limits.ts';
import { testApi, type Caller, type TestApi } from '../../testing.ts';

let api: TestApi;
let anyone: Caller;
let passwordHash: string;
beforeAll(async () => {
  api = await testApi();
  anyone = await api.as(null);
  passwordHash = await hashPassword(password);
});
afterAll(() => api.close());

interface Issued {
  token: string;
  expiresAt: string;
}
const password = 'seven olives at noon';
const person = (some: object = {}) => api.db.make.user({ passwordHash, ...some });
const signIn = (email: string, word = password, headers: object = elsewhere()) =>
  anyone.mutate<Issued>('auth.signIn', { email, password: word }, { ...headers });
const who = (token: string) => validateSession(api.services, token);

describe('signing in', () => {
  it('makes a new session each time and ends the one that the browser had', async () => {
    const user = await person();
    const first = (await signIn(user.email.toUpperCase())).data;
    const second = (await signIn(user.email, password, { authorization: `Bearer ${first.token}` })).data;
    expect(second.token).not.toBe(first.token);
    expect(await who(first.token)).toBeNull();
    expect((await who(second.token))?.user.id).toBe(user.id);
  });

  it('answers the same bytes for an unknown address, a wrong password and a login without password', async () => {
    const user = await person();
    const without = await api.db.make.user();
    const answers = [
      await signIn('nobody@people.example'),
      await signIn(user.email, 'not the password'),
      await signIn(without.email),
      await signIn(without.email, 'the password of nobody'),
    ];
    expect(new Set(answers.map(({ status, body }) => `${status} ${body}`)).size).toBe(1);
    expect(answers[0]?.error?.code).toBe('WRONG_CREDENTIALS');
  });

  it('of an unverified address, after the right password only, says so and mails again, within limits', async () => {
    const user = await person({ emailVerifiedAt: null });
    expect((await signIn(user.email, 'not the password')).error?.code).toBe('WRONG_CREDENTIALS');
    expect(await mailsTo(api, user.email)).toEqual([]);
    for (let i = 0; i < limits.mailToAddress.times + 3; i += 1)
      expect((await signIn(user.email)).error?.code).toBe('EMAIL_UNVERIFIED');
    expect(await mailsTo(api, user.email)).toHaveLength(limits.mailToAddress.times);
    expect(await api.db.owner.em.fork().count(Session, { userId: user.id })).toBe(0);
    const { token } = await lastMail(api, user.email);
    const { data } = await anyone.mutate<Issued>('auth.verifyEmail', { token, email: user.email, password });
    expect((await who(data.token))?.user.id).toBe(user.id);
  });

  it('lets a stranger try only so often, and the owner in all the while', async () => {
    const user = await person();
    const stranger = elsewhere();
    const codes = [];
    for (let i = 0; i <= limits.signIn.times; i += 1)
      codes.push((await signIn(user.email, 'a guess of mine', stranger)).error?.code);
    expect(codes.filter((code) => code === 'WRONG_CREDENTIALS')).toHaveLength(limits.signIn.times);
    expect(codes.at(-1)).toBe('TOO_MANY_REQUESTS');
    expect((await signIn(user.email, password, stranger)).error?.code).toBe('TOO_MANY_REQUESTS');
    expect((await signIn(user.email)).status).toBe(200);
  });

  it('stays open to the owner where he was before, or sets a password anew, whoever tries from how many places', async () => {
    const user = await person();
    const [home, abroad] = [elsewhere(), elsewhere()];
    expect((await signIn(user.email, password, home)).status).toBe(200);
    // what ten strangers do with ten guesses each
    for (let i = 0; i < limits.signInAddress.times; i += 1)
      await allowed(api.services, ['signInAddress', user.email]);
    expect((await signIn(user.email, 'a guess of mine')).error?.code).toBe('TOO_MANY_REQUESTS');
    expect((await signIn(user.email, password, abroad)).error?.code).toBe('TOO_MANY_REQUESTS');
    expect((await signIn(user.email, password, home)).status).toBe(200);

    await anyone.mutate('auth.requestPasswordReset', { email: user.email }, elsewhere());
    const { token } = await lastMail(api, user.email);
    await anyone.mutate('auth.resetPassword', { token, password: 'a very different one' }, { ...abroad });
    expect((await signIn(user.email, 'a very different one', abroad)).status).toBe(200);
  });

  it('leaves connections to everybody else, however many sign in at once', async () => {
    const user = await person();
    const me = await api.as(user.id);
    const em = api.db.owner.em.fork();
    await em.begin();
    await em.execute(`select 1 from users where id = ? for update`, [user.id]);
    const many = Array.from({ length: 12 }, () => signIn(user.email));
    await untilWaiting(api.db.owner.em.fork());
    const soon = new Promise((late) => setTimeout(late, 4000, 'no answer'));
    expect(await Promise.race([me.query('me.get'), soon])).toMatchObject({ status: 200 });
    await em.rollback();
    expect((await Promise.all(many)).map(({ status }) => status)).toEqual(Array(12).fill(200));
  });

  it('with the right password gives the tries back', async () => {
    const user = await person();
    const home = elsewhere();
    for (let round = 0; round < 3; round += 1) {
      for (let i = 1; i < limits.signIn.times; i += 1) await signIn(user.email, 'a guess of mine', home);
      expect((await signIn(user.email, password, home)).status).toBe(200);
    }
  });

  it('of a deleted login is as of nobody', async () => {
    const user = await person({ deletedAt: new Date() });
    expect((await signIn(user.email)).error?.code).toBe('WRONG_CREDENTIALS');
  });

  it('leaves no session behind a reset that finished meanwhile', async () => {
    const user = await person();
    for (let i = 0; i < 5; i += 1) {
      await anyone.mutate('auth.requestPasswordReset', { email: user.email }, elsewhere());
      const { token } = await lastMail(api, user.email);
      const old = i === 0 ? password : `a new password number ${i - 1}`;
      await Promise.all([
        anyone.mutate('auth.resetPassword', { token, password: `a new password number ${i}` }, elsewhere()),
        ...Array.from({ length: 4 }, () => signIn(user.email, old)),
      ]);
      expect(await api.db.owner.em.fork().count(Session, { userId: user.id })).toBe(0);
    }
  });
});

describe('signing out', () => {
  it('ends this session and no other', async () => {
    const user = await person();
    const here = (await signIn(user.email)).data;
    const there = (await signIn(user.email)).data;
    expect((await anyone.mutate('auth.signOut', {}, signedInAs(user.id, here.token))).status).toBe(200);
    expect(await who(here.token)).toBeNull();
    expect(await who(there.token)).not.toBeNull();
    expect((await anyone.mutate('auth.signOut', {}, signedInAs(user.id, here.token))).status).toBe(401);
  });

  it.each(['x', '%ZZ', `${'a'.repeat(43)}`, "' or '1'='1"])(
    'with the token %j is anonymous, never an error',
    async (token) => {
      const { status } = await anyone.mutate('auth.signOut', {}, { authorization: `Bearer ${token}` });
      expect(status).toBe(401);
    },
  );

  it('with the hash of a session is anonymous', async () => {
    const user = await person();
    const { token } = (await signIn(user.email)).data;
    for (const shown of [hashToken(token), hashToken(token).slice(0, 43)])
      expect((await anyone.mutate('auth.signOut', {}, signedInAs(user.id, shown))).status).toBe(401);
  });
});

describe('a forgotten password', () => {
  const ask = (email: string) => anyone.mutate('auth.requestPasswordReset', { email }, elsewhere());
  const reset = (token: string, word: string) =>
    anyone.mutate('auth.resetPassword', { token, password: word }, elsewhere());

  it('is asked for with one answer for everybody; unknown addresses get no mail', async () => {
    const user = await person();
    const answers = [await ask(user.email), await ask('nobody@people.example')];
    expect(new Set(answers.map(({ status, body }) => `${status} ${body}`)).size).toBe(1);
    expect((await lastMail(api, user.email)).kind).toBe('resetPassword');
    expect(await mailsTo(api, 'nobody@people.example')).toEqual([]);
  });

  it('is set anew by mail: every session ends, nobody is signed in, the person is told', async () => {
    const user = await person();
    const open = [(await signIn(user.email)).data, (await signIn(user.email)).data];
    await ask(user.email);
    const { token } = await lastMail(api, user.email);
    const answer = await reset(token, 'a very different one');
    expect(answer.data).toEqual({ done: true });
    for (const session of open) expect(await who(session.token)).toBeNull();
    expect((await signIn(user.email)).error?.code).toBe('WRONG_CREDENTIALS');
    expect((await signIn(user.email, 'a very different one')).status).toBe(200);
    expect((await lastMail(api, user.email)).kind).toBe('passwordChanged');
    expect((await reset(token, 'and once more again')).error?.code).toBe('TOKEN_EXPIRED');
  });

  it('is not weakened: a refused password leaves the token usable', async () => {
    const user = await person();
    await ask(user.email);
    const { token } = await lastMail(api, user.email);
    expect((await reset(token, 'qwertyuiop')).error?.code).toBe('PASSWORD_TOO_WEAK');
    expect((await reset(token, 'a very different one')).status).toBe(200);
  });

  it('counts its mail as proof of the address, and not once the address is another', async () => {
    const user = await person({ emailVerifiedAt: null });
    await ask(user.email);
    const { token } = await lastMail(api, user.email);
    const em = api.db.owner.em.fork();
    await em.nativeUpdate(User, { id: user.id }, { email: 'moved@people.example' });
    expect((await reset(token, 'a very different one')).error?.code).toBe('TOKEN_EXPIRED');
    await em.nativeUpdate(User, { id: user.id }, { email: user.email });
    expect((await reset(token, 'a very different one')).status).toBe(200);
    expect((await signIn(user.email, 'a very different one')).status).toBe(200);
  });
});

it('keeps no password, token or session in clear anywhere in the database', async () => {
  const user = await person();
  await anyone.mutate('auth.requestPasswordReset', { email: user.email }, elsewhere());
  const { token: mailed } = await lastMail(api, user.email);
  const { token } = (await signIn(user.email)).data;
  const em = api.db.owner.em.fork();
  const tables = await em.execute<{ name: string }[]>(
    `select quote_ident(tablename) as name from pg_tables where schemaname = 'public'`,
  );
  for (const { name } of tables) {
    const dump = JSON.stringify(await em.execute(`select t.*::text as row from ${name} t`));
    for (const secret of [password, mailed, token]) expect(dump).not.toContain(secret);
  }
});
