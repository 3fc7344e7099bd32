import { Invitation } from '@mandate/db';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { countAll, limits } from '../../limits/limits.ts';
import type { Caller } from '../../testing.ts';
import { areas, type Areas } from '../areas.testing.ts';

interface Sent {
  results: { email: string; problem: string | null }[];
}

let world: Areas;
let number = 0;
beforeAll(async () => {
  world = await areas();
});
afterAll(() => world.api.close());

const fresh = (count: number) =>
  Array.from({ length: count }, () => `person-${(number += 1)}@studio.example`);
const send = (emails: string[], by: Caller = world.owner, account = world.acme) =>
  by.mutate<Sent>('invitations.send', {
    ...{ account, emails, locale: 'en', parts: [{ permissions: ['billing:view'] }] },
  });
const open = (emails: string[]) => world.em().count(Invitation, { email: emails, state: 'open' });

test('nobody’s mailbox is filled by taking back and offering again', async () => {
  const [ines = ''] = fresh(1);
  const codes = new Set<string | null | undefined>();
  for (let round = 0; round < 4; round += 1) {
    codes.add((await send([ines])).data.results[0]?.problem);
    const waits = await world.em().findOne(Invitation, { email: ines, state: 'open' });
    const one = { account: world.acme, invitation: waits?.id ?? '' };
    for (let n = 0; n < 5; n += 1)
      codes.add((await world.owner.mutate('invitations.resend', one)).error?.code);
    await world.owner.mutate('invitations.cancel', one);
  }
  expect(codes).toContain('TOO_MANY_REQUESTS');
});

test('an address that has had enough from one account holds up no other address, and no other account', async () => {
  const [full = '', ...others] = fresh(3);
  const { services } = world.api;
  await countAll(services, limits.invitationsToAddress.times, ['invitationsToAddress', world.acme, full]);
  const { data } = await send([...others, full]);
  expect(data.results).toEqual([
    { email: full, problem: 'TOO_MANY_REQUESTS' },
    ...others.map((email) => ({ email, problem: null })),
  ]);
  expect([await open([full]), await open(others)]).toEqual([0, 2]);
  expect((await send([full], world.outsider, world.other)).data.results[0]?.problem).toBeNull();

  const [flooded = ''] = fresh(1);
  await countAll(services, limits.invitationsToMailbox.times, ['invitationsToMailbox', flooded]);
  expect((await send([flooded])).data.results[0]?.problem).toBe('TOO_MANY_REQUESTS');
});

test('a bulk for which the day has no room sends nothing and uses nothing up, however often it is tried', async () => {
  const left = 5;
  const { services } = world.api;
  const allowance = ['invitationsOfAccount', world.other] as const;
  await countAll(services, limits.invitationsOfAccount.times - left - 1, allowance);
  const bulk = fresh(left + 2);
  for (let n = 0; n < 3; n += 1) {
    const { error } = await send(bulk, world.outsider, world.other);
    expect(error?.code).toBe('INVITATIONS_FULL');
    const { retryAfter = 0 } = error?.details ?? {};
    expect(retryAfter).toBeGreaterThan(0);
    expect(retryAfter).toBeLessThan(3 * (limits.invitationsOfAccount.seconds / 200));
  }
  expect(await open(bulk)).toBe(0);
  const smaller = bulk.slice(0, left);
  expect((await send(smaller, world.outsider, world.other)).error).toBeUndefined();
  expect(await open(smaller)).toBe(left);
});

test('another address in place of the first counts as one more invitation of the account', async () => {
  const [wrong = '', right = ''] = fresh(2);
  const nora = await world.make.user({ name: 'Nora' });
  const { id: account } = await world.make.account(nora.id);
  const owner = await world.api.as(nora.id);
  await send([wrong], owner, account);
  const { id } = await world.em().findOneOrFail(Invitation, { email: wrong });
  await countAll(world.api.services, limits.invitationsOfAccount.times - 1, [
    'invitationsOfAccount',
    account,
  ]);
  const corrected = await owner.mutate('invitations.correct', { account, invitation: id, email: right });
  expect(corrected.error?.code).toBe('TOO_MANY_REQUESTS');

  // and so does one that is opened again; a fresh link to one that waits does not
  const again = async (what: string) =>
    (await owner.mutate(`invitations.${what}`, { account, invitation: id })).error?.code ?? 'OK';
  expect([await again('resend'), await again('copyLink')]).toEqual(['OK', 'OK']);
  await world.em().execute(`update invitations set state = 'expired', expires_at = now() where id = ?`, [id]);
  expect([await again('resend'), await again('copyLink')]).toEqual([
    'TOO_MANY_REQUESTS',
    'TOO_MANY_REQUESTS',
  ]);
});
