import { appendEvent, Domain, inTransaction, newId, Ticket, type NewEvent } from '@mandate/db';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Caller } from '../../testing.ts';
import { areas, type Areas } from '../areas.testing.ts';

interface List {
  items: {
    seq: number;
    actor: { name: string; you: boolean };
    onBehalfOf: string | null;
    sentence: string;
    before: string | null;
    after: string | null;
    code: boolean;
  }[];
  total: number;
  seal: { ok: boolean; entries: number; brokenAt: number | null; checkedAt: string };
}

let world: Areas;
beforeAll(async () => {
  world = await areas();
});
afterAll(() => world.api.close());

const list = (caller: Caller, input: object = {}) =>
  caller.query<List>('activity.list', { account: world.acme, ...input });
const say = (event: Partial<NewEvent> & { action: string }) =>
  inTransaction(world.api.db.orm, { account: world.acme }, (em) =>
    appendEvent(em, { accountId: world.acme, actorKind: 'system', actorName: 'Mandate', ...event }),
  );

describe('activity.list', () => {
  it('says what happened in a sentence, with before and after, newest first', async () => {
    const [domain] = await world.domains(['said.example']);
    const dora = await world.member('Dora', { preset: 'domain-manager', domains: { except: [] } });
    const record = { type: 'A', name: 'www', value: '192.0.2.1', ttl: 300 };
    const input = { account: world.acme, domain: domain?.id };
    const { data } = await dora.mutate<{ record: string }>('domains.saveRecord', { ...input, ...record });
    await dora.mutate('domains.saveRecord', { ...input, ...record, record: data.record, value: '192.0.2.2' });
    await world.owner.mutate('domains.setAutoRenew', { ...input, on: false });

    const { items } = (await list(world.owner)).data;
    expect(items.slice(0, 2)).toMatchObject([
      {
        actor: { name: 'Olivia Owens', you: true },
        onBehalfOf: null,
        sentence: 'Changed the automatic renewal of said.example',
        before: 'On',
        after: 'Off',
      },
      {
        actor: { name: 'Dora', you: false },
        onBehalfOf: 'Acme',
        sentence: 'Saved the record www of said.example',
        before: 'A 192.0.2.1 (300)',
        after: 'A 192.0.2.2 (300)',
        code: true,
      },
    ]);
    expect((await list(world.owner, { q: 'said.example' })).data.total).toBe(3);
    expect((await list(world.owner, { q: 'Dora' })).data.total).toBe(2);
    expect((await list(world.owner, { q: 's_id' })).data.total).toBe(0);
  });

  it('shows events about what the reader may view, and names nothing else', async () => {
    const [shown, hidden] = await world.domains(['shown.example', 'secret.example']);
    const [service] = await world.services(['secret-server']);
    const tom = await world.make.user({ name: 'Tom' });
    await say({ action: 'domain.renewed', resource: `domains/${shown?.id}` });
    await say({ action: 'domain.renewed', resource: `domains/${hidden?.id}` });
    await say({ action: 'service.restarted', resource: `services/${service?.id}` });
    await say({ action: 'invoice.issued', resource: 'billing/inv_x', data: { name: 'INV-secret' } });
    const grants = [
      { permission: 'domains:view', domains: { only: [shown?.id, hidden?.id] } },
      { permission: 'services:view', services: { except: [service?.id] } },
    ];
    await say({
      action: 'member.changed',
      resource: 'admin',
      subjectUserId: tom.id,
      subjectName: 'Tom',
      data: { after: grants },
    });

    const reader = await world.member(
      'Rita',
      { permission: 'admin:activity', admin: true },
      { permission: 'domains:view', domains: { only: [shown?.id ?? ''] } },
    );
    const answer = await list(reader);
    expect(answer.body).not.toMatch(/secret/);
    expect(answer.body).not.toContain(hidden?.id);
    const [latest, renewed] = answer.data.items;
    expect(renewed?.sentence).toBe('shown.example was renewed for a year');
    expect(latest?.sentence).toBe('Changed the access of Tom');
    expect(latest?.after).toContain('shown.example');
    expect((await list(reader, { q: 'secret' })).data.total).toBe(0);
    expect((await list(world.owner)).body).toMatch(/secret\.example/);
    expect((await list(world.owner)).data.total).toBeGreaterThan(answer.data.total);
  });

  it('names exactly what changed, also of many things and of what has left since', async () => {
    const names = Array.from({ length: 31 }, (_, index) => `many-${index + 10}.example`);
    const ids = (await world.domains(names)).map(({ id }) => id);
    const manages = (only: string[]) => [{ permission: 'domains:manage', domains: { only } }];
    const swapped = async (before: string[], after: string[]) => {
      const data = { before: manages(before), after: manages(after) };
      await say({ action: 'member.changed', resource: 'admin', subjectName: 'Tom', data });
      return (await list(world.owner)).data.items[0]!;
    };
    const few = await swapped(ids.slice(0, 4), [...ids.slice(0, 3), ids[4]!]);
    const same = 'many-10.example, many-11.example and many-12.example';
    expect(few.before).toContain(` of many-13.example, ${same}.`);
    expect(few.after).toContain(` of many-14.example, ${same}.`);
    const many = await swapped(ids.slice(0, 30), [...ids.slice(0, 29), ids[30]!]);
    expect(many.before).toMatch(/ of many-39\.example, many-10\.example, .* and 5 more\./);
    expect(many.after).toMatch(/ of many-40\.example, many-10\.example, .* and 5 more\./);
    const domains = { which: 'only', ids: ids.slice(0, 4) };
    const parts = [{ permissions: ['domains:view'], domains }];
    const label = await world.owner.query<{ sentences: string[] }>('members.say', {
      account: world.acme,
      parts,
    });
    expect(label.data.sentences[0]).toContain('many-12.example and many-13.example');
    await world.em().nativeDelete(Domain, { id: ids.slice(1) });
    const [gone] = (await list(world.owner, { q: 'Tom' })).data.items.slice(1);
    expect(gone?.before).toContain('many-10.example and 3 domains that are no longer here');
    const ended = await world.member('Ed', { permission: 'domains:view', domains: { only: [ids[1]!] } });
    await world.owner.mutate('members.remove', { account: world.acme, user: ended.id });
    const { data } = await world.owner.query<{ items: { access: string }[] }>('members.ended', {
      account: world.acme,
    });
    expect(data.items[0]?.access).toMatch(/^Sees one domain that is no longer here and its DNS\./);
  });

  it('keeps the provider’s reason for the owner', async () => {
    const data = { after: 'Invoice 7 is 60 days late.' };
    await say({ action: 'account.suspended', resource: 'admin', actorKind: 'provider', data });
    const nils = await world.member('Nils', { permission: 'admin:activity', admin: true });
    const suspended = { sentence: 'Suspended the account', before: null };
    expect((await list(world.owner)).data.items[0]).toMatchObject({ ...suspended, ...data });
    const seen = await list(nils);
    expect(seen.data.items[0]).toMatchObject({ ...suspended, after: null });
    expect(seen.body).not.toContain('late');
  });

  it('shows events of one’s own tickets to who may read only these', async () => {
    const ola = await world.member(
      'Ola',
      { permission: 'admin:activity', admin: true },
      { permission: 'support:own', support: true },
    );
    const other = await world.make.row(Ticket, {
      ...{
        id: newId('tkt'),
        accountId: world.acme,
        number: 1,
        subject: 'Not hers',
        openedBy: world.olivia.id,
      },
    });
    await say({ action: 'ticket.closed', resource: `support/${other.id}`, data: { name: '#1 Not hers' } });
    await ola.mutate('support.open', { account: world.acme, subject: 'Hers', body: 'x' });
    const { body } = await list(ola);
    expect(body).toContain(' Hers');
    expect(body).not.toContain('Not hers');
  });

  it('checks the seal anew each time', async () => {
    const { seal } = (await list(world.owner)).data;
    expect(seal).toMatchObject({ ok: true, brokenAt: null, checkedAt: expect.any(String) as string });
    const em = world.em();
    await em.execute('alter table activity_events disable trigger activity_events_append_only');
    await em.execute(`update activity_events set actor_name = 'Somebody' where account_id = ? and seq = 2`, [
      world.acme,
    ]);
    expect((await list(world.owner)).data.seal).toMatchObject({ ok: false, entries: 1, brokenAt: 2 });
  });

  it('is narrowed by area and by day, and exported as the reader may view it', async () => {
    const page = await list(world.owner, { area: 'domains' });
    expect(page.data.total).toBeGreaterThan(0);
    const items = async (caller: Caller, input: object) =>
      (
        await caller.query<{ items: List['items']; next: number | null }>('activity.export', {
          account: world.acme,
          ...input,
        })
      ).data.items.map(({ seq, sentence }) => [seq, sentence]);
    expect(await items(world.owner, { area: 'domains' })).toEqual(
      page.data.items.map(({ seq, sentence }) => [seq, sentence]),
    );
    expect((await list(world.owner, { until: '2020-12-31' })).data.total).toBe(0);
    expect((await list(world.owner, { from: '2020-12-31' })).data.total).toBe(
      (await list(world.owner)).data.total,
    );
    const [hidden] = await world.domains(['unseen.example']);
    await say({ action: 'domain.renewed', resource: `domains/${hidden?.id}` });
    const nora = await world.member('Nora', { permission: 'admin:activity', admin: true });
    const seen = (await list(nora)).data;
    expect(await items(nora, {})).toEqual(seen.items.map(({ seq, sentence }) => [seq, sentence]));
    expect(JSON.stringify(await items(nora, {}))).not.toContain('unseen');
  });

  it('is closed to who may not read it', async () => {
    const marta = await world.member('Marta', { permission: 'admin:members', admin: true });
    expect((await list(marta)).error).toMatchObject({
      code: 'PERMISSION_MISSING',
      details: { permission: 'admin:activity' },
    });
  });
});
