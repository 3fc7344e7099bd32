import { Membership, OwnershipOffer, verifyChain } from '@mandate/db';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { limits } from '../../limits/limits.ts';
import { testApi, type TestApi } from '../../testing.ts';
import { ownershipScene, password, upkeep, type OwnershipScene } from './testing/scene.ts';

let api: TestApi;
let scene: OwnershipScene;
beforeAll(async () => {
  api = await testApi();
});
beforeEach(async () => {
  scene = await ownershipScene(api);
});
afterAll(() => api.close());

const past = () => new Date(Date.now() - 60_000);

describe('handing over', () => {
  test('makes the receiver the owner, without grants or dates, and the former owner a live colleague', async () => {
    const { account, owner, tess, ownerId } = scene;
    const id = await scene.offered('colleague');
    expect(await ownerId()).toBe(owner.id);
    const listed = (who: typeof tess) => who.query<{ offers: object[] }>('accounts.list', {});
    expect((await listed(tess)).data.offers).toMatchObject([{ account, ownerName: 'Olivia Owens' }]);
    expect((await listed(owner)).data.offers).toEqual([]);
    expect(await scene.get(tess)).toMatchObject({
      owner: false,
      offer: { id, state: 'open', afterwards: 'colleague' },
    });
    expect((await scene.accept(id)).data).toEqual({
      ...{ name: 'Acme', former: 'Olivia Owens', afterwards: 'colleague' },
    });

    expect(await ownerId()).toBe(tess.id);
    expect(await scene.grants(tess.id)).toEqual([]);
    expect(await scene.membership(tess.id)).toMatchObject({
      endAt: null,
      startAt: null,
      suspendedAt: null,
      epoch: 2,
    });
    expect(await scene.membership(owner.id)).toMatchObject({ endedAt: null, epoch: 2 });
    expect(await scene.grants(owner.id)).toMatchObject([
      {
        preset: 'colleague',
        services: { except: [] },
        domains: { except: [] },
        billing: true,
        givenBy: tess.id,
        endAt: null,
      },
    ]);
    const shell = await owner.query<{ owner: boolean; permissions: string[] }>('accounts.shell', {
      account,
    });
    expect(shell.data.owner).toBe(false);
    expect(shell.data.permissions).toContain('domains:manage');
    expect(shell.data.permissions).not.toContain('admin:users');
    expect((await tess.query<{ owner: boolean }>('accounts.shell', { account })).data.owner).toBe(true);
    expect(await scene.actions()).toEqual(['ownership.offered', 'ownership.accepted']);
    expect(await scene.mails()).toEqual([
      'ownershipOffered: Olivia Owens offers you the ownership of Acme',
      'ownershipOffered: You offered the ownership of Acme to Tess Lindqvist',
      'ownershipAccepted: You own Acme now',
      'ownershipAccepted: Tess Lindqvist owns Acme now',
    ]);
    expect(await verifyChain(scene.em(), account)).toMatchObject({ whole: true });
  });

  test('lets the former owner leave, whose pending invitations die with that', async () => {
    const { owner, account } = scene;
    const { invitation } = await scene.make.invitation(account, owner.id, [
      { permission: 'admin:members', admin: true },
    ]);
    await scene.accept(await scene.offered('leaves'));
    expect(await scene.membership(owner.id)).toMatchObject({ endReason: 'left' });
    expect((await owner.query('accounts.shell', { account })).error?.code).toBe('MEMBER_LEFT');
    const [row] = await scene
      .em()
      .execute<{ state: string }[]>(`select state from invitations where id = ?`, [invitation.id]);
    expect(row).toEqual({ state: 'cancelled' });
  });

  test('asks both for their password, and not for ever', async () => {
    const { owner, account, tess } = scene;
    const wrong = { account, user: tess.id, afterwards: 'leaves', password: 'not this one' };
    expect((await owner.mutate('ownership.offer', wrong)).error).toMatchObject({
      ...{ code: 'PASSWORD_WRONG', fields: { password: expect.any(String) as string } },
    });
    expect((await scene.get()).offer).toBeNull();
    const id = await scene.offered();
    const guess = () => tess.mutate('ownership.accept', { account, offer: id, password: 'not this one' });
    expect((await guess()).error?.code).toBe('PASSWORD_WRONG');
    for (let tries = 1; tries < limits.reauthenticate.times; tries += 1) await guess();
    expect((await scene.accept(id)).error?.code).toBe('TOO_MANY_REQUESTS');
    expect(await scene.ownerId()).toBe(owner.id);
    expect(await scene.state(id)).toBe('open');
  });
});

describe('an offer', () => {
  test('is open one at a time, can be declined or withdrawn, and then no longer accepted', async () => {
    const { owner, account, tess } = scene;
    const first = await scene.offered();
    expect((await scene.offer()).error?.code).toBe('OFFER_OPEN');
    expect((await tess.mutate('ownership.decline', { account, offer: first })).error).toBeUndefined();
    expect((await scene.accept(first)).error?.code).toBe('OFFER_GONE');
    const second = await scene.offered();
    expect((await owner.mutate('ownership.withdraw', { account, offer: second })).error).toBeUndefined();
    expect((await scene.accept(second)).error?.code).toBe('OFFER_GONE');
    expect((await owner.mutate('ownership.withdraw', { account, offer: second })).error?.code).toBe(
      'OFFER_GONE',
    );
    expect(await scene.actions()).toEqual([
      ...['ownership.offered', 'ownership.declined', 'ownership.offered', 'ownership.withdrawn'],
    ]);
    expect((await scene.mails()).filter((mail) => !mail.startsWith('ownershipOffered'))).toEqual([
      'ownershipDeclined: You declined the ownership of Acme',
      'ownershipDeclined: Tess Lindqvist declined the ownership of Acme',
      'ownershipWithdrawn: Olivia Owens withdrew the offer of Acme',
      'ownershipWithdrawn: You withdrew the offer of Acme to Tess Lindqvist',
    ]);
  });

  test('is nobody else’s: not to see, not to accept, not by another account', async () => {
    const { account } = scene;
    const marek = await scene.member('Marek Novák', {
      preset: 'full',
      services: { except: [] },
      admin: true,
    });
    const id = await scene.offered();
    expect((await marek.query('ownership.get', { account })).data).toMatchObject({
      offer: null,
      consequences: null,
    });
    const answer = await marek.mutate('ownership.accept', { account, offer: id, password });
    const none = await marek.mutate('ownership.accept', {
      account,
      offer: `off_${'0'.repeat(20)}`,
      password,
    });
    expect([answer.status, answer.body]).toEqual([404, none.body]);
    for (const path of ['ownership.offer', 'ownership.withdraw', 'ownership.candidates', 'ownership.check'])
      expect(
        (
          await (path.endsWith('s') || path.endsWith('k')
            ? marek.query(path, { account, user: marek.id })
            : marek.mutate(path, { account, user: marek.id, offer: id }))
        ).error?.code,
      ).toBe('PERMISSION_MISSING');
  });

  test('lapses after 24 hours by the database’s clock, is written down as expired, and makes room', async () => {
    const { owner, account, tess } = scene;
    const id = await scene.offered();
    const row = await scene.em().findOneOrFail(OwnershipOffer, { id });
    expect(row.expiresAt.getTime() - row.createdAt.getTime()).toBeGreaterThan(24 * 3_600_000 - 5_000);
    await scene.em().nativeUpdate(OwnershipOffer, { id }, { expiresAt: past() });
    expect(await scene.get(tess)).toMatchObject({ offer: { state: 'expired' }, consequences: null });
    expect((await scene.accept(id)).error?.code).toBe('OFFER_GONE');
    const next = await scene.offered();
    expect(await scene.state(id)).toBe('expired');

    await scene.em().nativeUpdate(OwnershipOffer, { id: next }, { expiresAt: past() });
    expect((await tess.query<{ offers: object[] }>('accounts.list', {})).data.offers).toEqual([]);
    await upkeep(api);
    expect(await scene.state(next)).toBe('expired');
    expect((await scene.mails()).filter((mail) => mail.startsWith('ownershipLapsed'))).toEqual([
      'ownershipLapsed: Tess Lindqvist did not answer your offer of Acme',
    ]);
    expect(await scene.actions()).toEqual([
      ...['ownership.offered', 'ownership.expired', 'ownership.offered', 'ownership.expired'],
    ]);
    expect((await owner.query('ownership.get', { account })).data).toMatchObject({ mayOffer: true });
  });

  test('is refused to who is suspended, ends by date or has not begun, and says what to do first', async () => {
    const { owner, account, tess } = scene;
    const set = (columns: object) =>
      scene.em().nativeUpdate(Membership, { accountId: account, userId: tess.id }, columns);
    const future = new Date(Date.now() + 9e7);
    const codes = [];
    for (const columns of [
      { suspendedAt: past(), suspendedBy: owner.id },
      { suspendedAt: null, suspendedBy: null, startAt: future },
      { startAt: null, endAt: future },
    ]) {
      await set(columns);
      codes.push((await scene.offer()).error?.code);
      expect((await owner.query('ownership.check', { account, user: tess.id })).error?.code).toBe(
        codes.at(-1),
      );
    }
    await set({ endAt: null });
    await scene.em().execute(`update grants set end_at = ? where user_id = ?`, [future, tess.id]);
    codes.push((await scene.offer()).error?.code);
    expect(codes).toEqual([
      'OFFER_RECEIVER_SUSPENDED',
      'OFFER_RECEIVER_NOT_STARTED',
      'OFFER_RECEIVER_ENDS',
      'OFFER_RECEIVER_ENDS',
    ]);
    const page = await owner.query<{ items: object[] }>('ownership.candidates', { account });
    expect(page.data.items).toMatchObject([{ user: tess.id, obstacle: 'OFFER_RECEIVER_ENDS' }]);
    expect((await scene.offer('leaves', owner.id)).error?.code).toBe('MEMBER_IS_OWNER');

    await scene
      .em()
      .execute(`update grants set end_at = null where account_id = ? and user_id = ?`, [account, tess.id]);
    const id = await scene.offered();
    await set({ endAt: future });
    const refused = (await scene.accept(id)).error;
    expect([refused?.code, refused?.message]).toEqual([
      'OFFER_RECEIVER_IS_YOU',
      expect.stringContaining('Ask Olivia Owens'),
    ]);
  });

  test.each(['removed', 'left', 'expired', 'login deleted'])(
    'dies in the transaction in which the receiver’s access ends: %s',
    async (how) => {
      const { owner, account, tess } = scene;
      const id = await scene.offered();
      if (how === 'removed') await owner.mutate('members.remove', { account, user: tess.id });
      if (how === 'left') await tess.mutate('accounts.leave', { account });
      if (how === 'login deleted') await tess.mutate('me.deleteLogin', { password });
      if (how === 'expired') {
        await scene
          .em()
          .execute(`update memberships set end_at = now() where account_id = ? and user_id = ?`, [
            account,
            tess.id,
          ]);
        await upkeep(api);
      }
      expect(await scene.state(id)).toBe('cancelled');
      expect(await scene.actions()).toContain('ownership.cancelled');
      expect((await scene.get()).offer).toMatchObject({ id, state: 'cancelled' });
      expect((await scene.offer()).error?.code).toBe('NOT_FOUND');
    },
  );
});
