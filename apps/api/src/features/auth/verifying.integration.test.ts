import { User } from '@mandate/db';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { validateSession } from '../../auth/sessions.ts';
import { elsewhere, lastMail } from '../../auth/testing.ts';
import { testApi, type Caller, type TestApi } from '../../testing.ts';

let api: TestApi;
let anyone: Caller;
beforeAll(async () => {
  api = await testApi();
  anyone = await api.as(null);
});
afterAll(() => api.close());

let made = 0;
const fresh = () => `new${(made += 1)}@people.example`;
const password = 'seven olives at noon';
const form = { name: 'Ines Roth', locale: 'fr', password };
const signUp = (email: string, more: object = {}) =>
  anyone.mutate('auth.signUp', { ...form, email, ...more }, elsewhere());
const verify = (token: string, email: string, word = password, headers: object = {}) =>
  anyone.mutate('auth.verifyEmail', { token, email, password: word }, { ...elsewhere(), ...headers });
const signIn = (email: string, word = password) =>
  anyone.mutate('auth.signIn', { email, password: word }, elsewhere());
const userOf = (email: string) => api.db.owner.em.fork().findOneOrFail(User, { email });

describe('verification', () => {
  it('by the link alone confirms nothing: a reader who did not choose the password sets one by mail', async () => {
    const email = fresh();
    const thiefs = 'the password of a thief';
    await signUp(email, { password: thiefs });
    const { token } = await lastMail(api, email);
    expect((await anyone.mutate('auth.verifyEmail', { token }, elsewhere())).error?.code).toBe('BAD_INPUT');
    expect((await verify(token, email)).error?.code).toBe('WRONG_CREDENTIALS');
    expect(await userOf(email)).toMatchObject({ emailVerifiedAt: null });

    await anyone.mutate('auth.requestPasswordReset', { email }, elsewhere());
    const reset = { token: (await lastMail(api, email)).token, password };
    expect((await anyone.mutate('auth.resetPassword', reset, elsewhere())).status).toBe(200);
    expect((await signIn(email, thiefs)).error?.code).toBe('WRONG_CREDENTIALS');
    expect((await verify(token, email, thiefs)).error?.code).toBe('TOKEN_EXPIRED');
    expect((await signIn(email)).status).toBe(200);
  });

  it('is of one’s own sign-up: a stranger’s link signs nobody in, and stays good for the stranger', async () => {
    const [stranger, reader] = [fresh(), fresh()];
    await signUp(stranger, { password: 'the password of a stranger' });
    await signUp(reader);
    const { token } = await lastMail(api, stranger);
    expect((await verify(token, reader)).error?.code).toBe('TOKEN_WRONG_PERSON');
    expect((await verify(token, stranger)).error?.code).toBe('WRONG_CREDENTIALS');
    expect(await userOf(reader)).toMatchObject({ emailVerifiedAt: null });
    expect((await verify(token, stranger, 'the password of a stranger')).status).toBe(200);
  });

  it('ends the session that the browser had', async () => {
    const before = await api.as((await api.db.make.user()).id);
    const email = fresh();
    await signUp(email);
    const { token } = await lastMail(api, email);
    await verify(token, email, password, { authorization: `Bearer ${before.token}` });
    expect(await validateSession(api.services, before.token)).toBeNull();
  });

  it.each(['', 'x', 'a'.repeat(43), `${'a'.repeat(42)} `, '%00', '../../etc'])(
    'refuses %j and signs nobody in',
    async (token) => {
      const { status, error } = await verify(token, fresh());
      expect(status).toBe(400);
      expect(['TOKEN_UNKNOWN', 'BAD_INPUT']).toContain(error?.code);
    },
  );

  it('takes no token of another purpose', async () => {
    const user = await api.db.make.user({ email: fresh() });
    await anyone.mutate('auth.requestPasswordReset', { email: user.email }, elsewhere());
    const { token } = await lastMail(api, user.email);
    expect((await verify(token, user.email)).error?.code).toBe('TOKEN_UNKNOWN');
  });
});
