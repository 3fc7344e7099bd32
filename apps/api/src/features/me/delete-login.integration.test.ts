import { Account, ActivityEvent, Grant, Invitation, Membership, Session, User } from '@mandate/db';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hashPassword } from '../../auth/passwords.ts';
import { validateSession } from '../../auth/sessions.ts';
import { elsewhere, lastMail, mailsTo } from '../../auth/testing.ts';
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
const signIn = (email: string) => anyone.mutate('auth.signIn', { email, password }, elsewhere());
const rowOf = (id: string) => api.db.owner.em.fork().findOneOrFail(User, { id });

describe('deleting the login', () => {
  it('is refused to the owner of an account that is not closed', async () => {
    const user = await person();
    const account = await api.db.make.account(user.id);
    const me = await api.as(user.id);
    expect((await me.mutate('me.deleteLogin', { password })).error?.code).toBe('OWNER_CANNOT_DELETE_LOGIN');
    expect((await me.query('me.get')).status).toBe(200);
    await api.db.owner.em.fork().nativeUpdate(Account, { id: account.id }, { state: 'suspended' });
    expect((await me.mutate('me.deleteLogin', { password })).error?.code).toBe('OWNER_CANNOT_DELETE_LOGIN');
    await api.db.owner.em.fork().nativeUpdate(Account, { id: account.id }, { state: 'closed' });
    expect((await me.mutate('me.deleteLogin', { password })).status).toBe(200);
  });

  it('leaves every account, cancels what was offered there, forgets the person and ends all sessions', async () => {
    const [owner, user] = [await person(), await person({ name: 'Marek' })];
    const accounts = [await api.db.make.account(owner.id), await api.db.make.account(owner.id)];
    for (const { id } of accounts)
      await api.db.make.member(id, user.id, [{ preset: 'accountant', billing: true }]);
    const { invitation } = await api.db.make.invitation(accounts[0]!.id, user.id, [
      { preset: 'accountant', billing: true },
    ]);
    const session = await api.db.make.session(user.id);
    const me = await api.as(user.id);
    expect((await me.mutate('me.deleteLogin', { password })).data).toEqual({ done: true });

    expect(await validateSession(api.services, session.token)).toBeNull();
    const em = api.db.owner.em.fork();
    expect(await em.count(Session, { userId: user.id })).toBe(0);
    const row = await rowOf(user.id);
    expect(row).toMatchObject({ passwordHash: null, emailVerifiedAt: null });
    expect(row.deletedAt).not.toBeNull();
    expect(JSON.stringify(row)).not.toMatch(/Marek|people\.example/);
    for (const { id } of accounts) {
      const membership = await em.findOneOrFail(Membership, { accountId: id, userId: user.id });
      expect(membership).toMatchObject({ endReason: 'left', epoch: 2 });
      expect(await em.count(Grant, { accountId: id, userId: user.id, endedAt: null })).toBe(0);
      expect(
        await em.count(ActivityEvent, { accountId: id, action: 'member.left', actorName: 'Marek' }),
      ).toBe(1);
    }
    expect((await em.findOneOrFail(Invitation, { id: invitation.id })).state).toBe('cancelled');
    expect((await lastMail(api, user.email)).kind).toBe('loginDeleted');
    expect((await mailsTo(api, owner.email)).map((mail) => mail.kind)).toEqual([
      'accountLeft',
      'accountLeft',
    ]);
    expect((await signIn(user.email)).error?.code).toBe('WRONG_CREDENTIALS');
    const again = await anyone.mutate(
      'auth.signUp',
      { name: 'Marek', email: user.email, password, locale: 'en' },
      elsewhere(),
    );
    expect(again.data).toEqual({ sent: true });
    expect((await lastMail(api, user.email)).kind).toBe('verifyEmail');
  });

  it('waits for what the person still does elsewhere', async () => {
    const user = await person();
    const [here, there] = [await api.as(user.id), await api.as(user.id)];
    const [deleted, renamed] = await Promise.all([
      here.mutate('me.deleteLogin', { password }),
      there.mutate('me.saveName', { name: 'Too late' }),
    ]);
    expect(deleted.status).toBe(200);
    expect([200, 401]).toContain(renamed.status);
    expect((await rowOf(user.id)).name).toBe('—');
  });
});
