import { Command, Invitation } from '@mandate/db';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testApi, type TestApi } from '../../testing.ts';
import { ownershipScene, password, upkeep } from '../ownership/testing/scene.ts';

let api: TestApi;
beforeAll(async () => {
  api = await testApi();
});
afterAll(() => api.close());

interface Closing {
  members: number;
  invitations: number;
  offeredTo: string | null;
  services: { total: number; items: { name: string }[] };
  domains: { total: number };
  underWay: number;
}

test('the owner is shown what ends, types the name, gives the password, and nobody enters any more', async () => {
  const { account, owner, tess, make, em, ...scene } = await ownershipScene(api);
  const service = await make.service(account, { name: 'web-01' });
  await make.service(account, { name: 'web-02', state: 'cancelled' });
  const weak = { permission: 'admin:members', admin: true };
  const { invitation } = await make.invitation(account, owner.id, [weak]);
  const left = await make.user();
  await make.member(account, left.id, [], { endedAt: new Date(), endReason: 'left' });
  await owner.mutate('services.restart', { account, service: service.id });
  await scene.offered();
  expect((await owner.query<Closing>('accounts.closing', { account })).data).toMatchObject({
    ...{ members: 1, invitations: 1, offeredTo: 'Tess Lindqvist', underWay: 1 },
    ...{ services: { total: 1, items: [{ name: 'web-01' }] }, domains: { total: 1 } },
  });

  const close = (input: object) =>
    owner.mutate('accounts.close', { account, name: 'Acme', password, ...input });
  expect((await close({ name: 'acme' })).error?.code).toBe('ACCOUNT_NAME_MISMATCH');
  expect((await close({ password: 'not this one' })).error?.code).toBe('PASSWORD_WRONG');
  expect((await tess.mutate('accounts.close', { account, name: 'Acme', password })).error?.code).toBe(
    'PERMISSION_MISSING',
  );
  expect(await scene.actions()).not.toContain('account.closed');

  await em().execute(`update accounts set name = ? where id = ?`, ['Acme\u00a0 GmbH', account]);
  expect((await close({})).error?.code).toBe('ACCOUNT_NAME_MISMATCH');
  expect((await close({ name: ' Acme GmbH' })).data).toEqual({ name: 'Acme\u00a0 GmbH' });
  for (const caller of [owner, tess])
    expect((await caller.query('accounts.shell', { account })).error?.code).toBe('ACCOUNT_CLOSED');
  expect((await close({})).error?.code).toBe('ACCOUNT_CLOSED');
  expect((await em().findOneOrFail(Invitation, { id: invitation.id })).state).toBe('cancelled');
  expect((await em().findOneOrFail(Command, { accountId: account })).state).toBe('requested');
  expect((await scene.actions()).at(-1)).toBe('account.closed');
  const mails = async () => (await scene.mails()).filter((mail) => mail.startsWith('accountClosed'));
  const told = 'accountClosed: Olivia Owens has closed Acme\u00a0 GmbH';
  expect(await mails()).toEqual([told]);
  await upkeep(api);
  expect(await mails()).toEqual([told, told]);
  const listed = await owner.query<{ items: { id: string; enterable: boolean; state: string }[] }>(
    'accounts.list',
    {},
  );
  expect(listed.data.items).toMatchObject([{ id: account, state: 'closed', enterable: false }]);
});

test('a suspended account is neither closed by its owner nor handed over', async () => {
  const { account, owner, tess, em, ...scene } = await ownershipScene(api);
  const offer = await scene.offered();
  await em().execute(`update accounts set state = 'suspended' where id = ?`, [account]);
  expect((await scene.accept(offer)).error?.code).toBe('ACCOUNT_SUSPENDED');
  expect((await scene.offer()).error?.code).toBe('ACCOUNT_SUSPENDED');
  const closed = await owner.mutate('accounts.close', { account, name: 'Acme', password });
  expect(closed.error?.code).toBe('ACCOUNT_SUSPENDED');
  expect((await tess.mutate('ownership.decline', { account, offer })).error).toBeUndefined();
});
