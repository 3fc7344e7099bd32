import { newId } from '@mandate/db';
import { untilWaiting } from '@mandate/db/testing';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { areas, type Areas } from '../areas.testing.ts';

let world: Areas;
beforeEach(async () => {
  world = await areas();
});
afterEach(() => world.api.close());

test('whoever invites several has all their rows before asking for the log, which others may hold', async () => {
  const [domain] = await world.domains(['acme.example']);
  const head = world.em();
  await head.begin();
  await head.execute(
    `insert into activity_heads (account_id, seq, hash) values (?, 0, ?)
    on conflict (account_id) do update set seq = activity_heads.seq`,
    [world.acme, '0'.repeat(64)],
  );
  const emails = ['ines@studio-moreau.example', 'lea@cabinet-lf.example'];
  const sending = world.owner.mutate('invitations.send', {
    account: world.acme,
    emails,
    locale: 'en',
    parts: [{ permissions: ['domains:view'], domains: { which: 'only', ids: [domain!.id] } }],
  });
  await untilWaiting(world.em());

  const other = world.em();
  await other.begin();
  await other.execute(`set local lock_timeout = '300ms'`);
  const insert = other.execute(
    `insert into invitations (id, account_id, email, locale, inviter_user_id, grants, token_hash, way, expires_at)
     values (?, ?, ?, 'en', ?, '[{}]', ?, 'mailed', now())`,
    [newId('ivt'), world.acme, emails[1], world.olivia.id, 'of this test'],
  );
  await expect(insert).rejects.toThrow(/lock timeout/);
  await other.rollback();
  await head.rollback();
  expect((await sending).error).toBeUndefined();
  expect((await world.events('admin')).map(({ subjectName }) => subjectName)).toEqual(emails);
});
