import { Delivery, newId, OutboxMessage } from '@mandate/db';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Caller } from '../../testing.ts';
import { areas, type Areas } from '../areas.testing.ts';

interface List {
  items: { subject: string; state: string; reason: string | null; recipient: string }[];
  total: number;
}

let world: Areas;

async function mail(accountId: string | null, resource: string | null, subject: string) {
  const now = new Date();
  const base = {
    id: newId('out'),
    accountId,
    kind: 'notice',
    recipient: 'olivia@acme.example',
    locale: 'en',
  } as const;
  await world.make.row(OutboxMessage, {
    ...base,
    resource,
    subject,
    createdAt: now,
    sendAfter: now,
    attempts: 0,
  });
  await world.make.row(Delivery, {
    outboxId: base.id,
    accountId,
    state: 'bounced',
    reason: 'no such box',
    at: now,
  });
}
const list = (caller: Caller, input: object = {}) =>
  caller.query<List>('emails.list', { account: world.acme, ...input });
const subjects = async (caller: Caller, input: object = {}) =>
  (await list(caller, input)).data.items.map(({ subject }) => subject).sort();

beforeAll(async () => {
  world = await areas();
});
afterAll(() => world.api.close());

describe('emails.list', () => {
  it('shows mails about what the reader may view, and the account’s own', async () => {
    const [shown, hidden] = await world.domains(['shown.example', 'hidden.example']);
    await mail(world.acme, `domains/${shown?.id}`, 'About shown');
    await mail(world.acme, `domains/${hidden?.id}`, 'About hidden');
    await mail(world.acme, 'billing/inv_x', 'About an invoice');
    await mail(world.acme, null, 'About the account');
    await mail(world.acme, 'admin', 'About a member');
    await mail(world.other, null, 'About another account');
    await mail(null, null, 'Reset your password');

    const all = ['About a member', 'About an invoice', 'About hidden', 'About shown', 'About the account'];
    expect(await subjects(world.owner)).toEqual(all);
    const some = await world.member(
      'Emil',
      { permission: 'admin:emails', admin: true },
      { permission: 'domains:view', domains: { only: [shown?.id ?? ''] } },
    );
    expect(await subjects(some)).toEqual(['About a member', 'About shown', 'About the account']);
    expect((await list(some)).data.total).toBe(3);
    expect(await subjects(some, { q: 'hidden' })).toEqual([]);
    expect(await subjects(some, { q: 'SHOWN' })).toEqual(['About shown']);
    expect((await list(some, { q: 'shown' })).data.items).toMatchObject([
      { state: 'bounced', reason: 'no such box' },
    ]);

    const rest = await world.member(
      'Ella',
      { permission: 'admin:emails', admin: true },
      { permission: 'domains:view', domains: { except: [hidden?.id ?? ''] } },
      { permission: 'billing:view', billing: true },
    );
    expect(await subjects(rest)).toEqual(all.filter((subject) => subject !== 'About hidden'));
  });

  it('is closed to who may not read it', async () => {
    const tess = await world.member('Tess', { preset: 'auditor', admin: true });
    expect((await list(tess)).error).toMatchObject({
      code: 'PERMISSION_MISSING',
      details: { permission: 'admin:emails' },
    });
  });
});
