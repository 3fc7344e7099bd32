import { Session, User } from '@mandate/db';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hashPassword } from '../../auth/passwords.ts';
import { elsewhere, lastMail, mailsTo } from '../../auth/testing.ts';
import { limits } from '../../limits/limits.ts';
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

const password = 'seven olives at noon';
const person = (some: object = {}) => api.db.make.user({ passwordHash, ...some });
const signIn = (email: string, word = password) =>
  anyone.mutate<{ token: string }>('auth.signIn', { email, password: word }, elsewhere());
const confirm = (by: Caller, token: string) => by.mutate('auth.confirmEmailChange', { token }, elsewhere());
const rowOf = (id: string) => api.db.owner.em.fork().findOneOrFail(User, { id });
interface Sessions {
  items: { publicId: string; current: boolean }[];
}

describe('about oneself', () => {
  it('shows and saves name and language', async () => {
    const user = await person({ name: 'Ines' });
    const me = await api.as(user.id);
    await me.mutate('me.saveName', { name: '  Ines Roth ' });
    await me.mutate('me.saveLocale', { locale: 'fr' });
    const { data } = await me.query('me.get');
    expect(data).toEqual({
      id: user.id,
      name: 'Ines Roth',
      email: user.email,
      locale: 'fr',
      lastSignIn: expect.any(String) as string,
    });
    expect((await me.mutate('me.saveName', { name: 'x', email: 'other@people.example' })).error?.code).toBe(
      'BAD_INPUT',
    );
    expect((await anyone.query('me.get')).status).toBe(401);
  });
});

describe('sessions', () => {
  it('are listed by public ids, and end one by one or all others at once', async () => {
    const user = await person();
    const [here, there] = [await api.as(user.id), await api.as(user.id)];
    await api.as(user.id);
    const { data, body } = await here.query<Sessions>('me.sessions');
    expect(data.items).toHaveLength(3);
    expect(data.items.filter((item) => item.current)).toHaveLength(1);
    for (const { id } of await api.db.owner.em.fork().find(Session, { userId: user.id }))
      expect(body).not.toContain(id);
    const theirs = (await there.query<Sessions>('me.sessions')).data.items.find((item) => item.current)!;
    expect((await here.mutate('me.endSession', { publicId: theirs.publicId })).status).toBe(200);
    expect((await there.query('me.get')).status).toBe(401);
    await here.mutate('me.endOtherSessions');
    expect((await here.query<Sessions>('me.sessions')).data.items).toHaveLength(1);
  });

  it('of other people are not found, by their id or by any', async () => {
    const [mine, theirs] = [await person(), await person()];
    const me = await api.as(mine.id);
    const they = await api.as(theirs.id);
    const { items } = (await they.query<Sessions>('me.sessions')).data;
    const answers = [
      await me.mutate('me.endSession', { publicId: items[0]!.publicId }),
      await me.mutate('me.endSession', { publicId: `ses_${'a'.repeat(20)}` }),
    ];
    expect(answers.map(({ status, body }) => `${status} ${body}`)).toEqual(
      Array(2).fill(`404 ${answers[0]!.body}`),
    );
    expect((await they.query('me.get')).status).toBe(200);
  });
});

describe('the password', () => {
  it('changes with the current one; other sessions end, this one stays, the person is told', async () => {
    const user = await person();
    const [here, there] = [await api.as(user.id), await api.as(user.id)];
    expect(
      (await here.mutate('me.changePassword', { current: 'not this one', next: 'a very different one' }))
        .error?.code,
    ).toBe('PASSWORD_WRONG');
    expect(
      (await here.mutate('me.changePassword', { current: password, next: 'qwertyuiop' })).error?.code,
    ).toBe('PASSWORD_TOO_WEAK');
    expect((await there.query('me.get')).status).toBe(200);
    await anyone.mutate('auth.requestPasswordReset', { email: user.email }, elsewhere());
    const { token } = await lastMail(api, user.email);
    expect(
      (await here.mutate('me.changePassword', { current: password, next: 'a very different one' })).status,
    ).toBe(200);
    expect((await here.query('me.get')).status).toBe(200);
    expect((await there.query('me.get')).status).toBe(401);
    expect((await lastMail(api, user.email)).kind).toBe('passwordChanged');
    expect((await signIn(user.email)).error?.code).toBe('WRONG_CREDENTIALS');
    expect((await signIn(user.email, 'a very different one')).status).toBe(200);
    const late = await anyone.mutate(
      'auth.resetPassword',
      { token, password: 'a third one of them' },
      elsewhere(),
    );
    expect(late.error?.code).toBe('TOKEN_EXPIRED');
  });

  it('cannot be guessed from a borrowed browser', async () => {
    const me = await api.as((await person()).id);
    const codes = [];
    for (let i = 0; i <= limits.reauthenticate.times; i += 1)
      codes.push((await me.mutate('me.deleteLogin', { password: `guess number ${i}` })).error?.code);
    expect(codes.at(-1)).toBe('TOO_MANY_REQUESTS');
    expect(codes.filter((code) => code === 'PASSWORD_WRONG')).toHaveLength(limits.reauthenticate.times);
  });
});

describe('the address', () => {
  it('changes once the new mailbox is proven; the old one is told, its links die', async () => {
    const user = await person();
    const me = await api.as(user.id);
    const next = `next-${user.id}@people.example`;
    expect(
      (await me.mutate('me.requestEmailChange', { email: next, password: 'not this one' })).error?.code,
    ).toBe('PASSWORD_WRONG');
    expect(await mailsTo(api, next)).toEqual([]);
    expect((await me.mutate('me.requestEmailChange', { email: next, password })).data).toEqual({
      sent: true,
    });
    expect((await rowOf(user.id)).email).toBe(user.email);
    await anyone.mutate('auth.requestPasswordReset', { email: user.email }, elsewhere());
    const reset = await lastMail(api, user.email);

    const { token } = await lastMail(api, next);
    const there = await api.as(user.id);
    const stranger = await api.as((await person()).id);
    expect((await confirm(anyone, token)).error?.code).toBe('UNAUTHENTICATED');
    expect((await confirm(stranger, token)).error?.code).toBe('TOKEN_WRONG_PERSON');
    expect((await rowOf(user.id)).email).toBe(user.email);
    expect((await confirm(me, token)).data).toEqual({ done: true });
    expect((await rowOf(user.id)).email).toBe(next);
    expect((await me.query('me.get')).status).toBe(200);
    expect((await there.query('me.get')).status).toBe(401);
    const told = await lastMail(api, user.email);
    expect(told.kind).toBe('emailChanged');
    expect(told.text).toContain(next);
    expect((await signIn(next)).status).toBe(200);
    expect((await signIn(user.email)).error?.code).toBe('WRONG_CREDENTIALS');
    await api.db.owner.em.fork().nativeUpdate(User, { id: user.id }, { email: user.email });
    const late = await anyone.mutate(
      'auth.resetPassword',
      { token: reset.token, password: 'a third one of them' },
      elsewhere(),
    );
    expect(late.error?.code).toBe('TOKEN_EXPIRED');
  });

  it('asked for a known address answers the same and tells that mailbox alone', async () => {
    const [user, other] = [await person(), await person()];
    const me = await api.as(user.id);
    const known = await me.mutate('me.requestEmailChange', { email: other.email, password });
    const free = await me.mutate('me.requestEmailChange', {
      email: `free-${user.id}@people.example`,
      password,
    });
    expect(known.body).toBe(free.body);
    expect((await mailsTo(api, other.email)).map((mail) => mail.kind)).toEqual(['haveLogin']);
  });

  it('that got a proven login meanwhile is taken; an unproven one gives way', async () => {
    const user = await person();
    const me = await api.as(user.id);
    const next = `wanted-${user.id}@people.example`;
    await me.mutate('me.requestEmailChange', { email: next, password });
    const { token } = await lastMail(api, next);
    const holder = await person({ email: next });
    expect((await confirm(me, token)).error?.code).toBe('EMAIL_TAKEN');
    await api.db.owner.em.fork().nativeUpdate(User, { id: holder.id }, { emailVerifiedAt: null });
    expect((await confirm(me, token)).data).toEqual({ done: true });
    expect((await rowOf(holder.id)).passwordHash).toBeNull();
    expect((await rowOf(user.id)).email).toBe(next);
  });

  it('is changed by the newest request only, once of two uses at once', async () => {
    const user = await person();
    const me = await api.as(user.id);
    const [a, b] = [`a-${user.id}@people.example`, `b-${user.id}@people.example`];
    await me.mutate('me.requestEmailChange', { email: a, password });
    await me.mutate('me.requestEmailChange', { email: b, password });
    expect((await confirm(me, (await lastMail(api, a)).token)).error?.code).toBe('TOKEN_EXPIRED');
    const { token } = await lastMail(api, b);
    const both = await Promise.all([confirm(me, token), confirm(me, token)]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 400]);
  });
});
