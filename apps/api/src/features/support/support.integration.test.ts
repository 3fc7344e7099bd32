import { newId, Ticket, TicketMessage } from '@mandate/db';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mostMessages } from '../../contract/support.ts';
import type { Caller } from '../../testing.ts';
import { areas, guessed, type Areas } from '../areas.testing.ts';

interface List {
  items: { id: string; subject: string; own: boolean; can: string[] }[];
  total: number;
  can: string[];
}
interface Messages {
  messages: { items: { body: string }[]; pages: number };
  full: boolean;
}
type Member = Caller & { id: string };

let world: Areas;
let tess: Member;
let vera: Member;
let marek: Member;
let number = 0;

const ticketOf = (accountId: string, openedBy: string, subject: string, some: Partial<Ticket> = {}) =>
  world.make.row(Ticket, { id: newId('tkt'), accountId, number: (number += 1), subject, openedBy, ...some });
const list = async (caller: Caller, input: object = {}) =>
  (await caller.query<List>('support.list', { account: world.acme, ...input })).data;
const get = (caller: Caller, ticket: string) => caller.query('support.get', { account: world.acme, ticket });
const call = (caller: Caller, name: string, input: object) =>
  caller.mutate<{ ticket: string }>(`support.${name}`, { account: world.acme, ...input });

beforeAll(async () => {
  world = await areas();
  tess = await world.member('Tess', { preset: 'technician', services: { except: [] }, support: true });
  vera = await world.member('Vera', { preset: 'auditor', support: true });
  marek = await world.member('Marek', { preset: 'colleague', support: true });
});
afterAll(() => world.api.close());

describe('reading', () => {
  it('shows, counts and finds all of them or only one’s own, as the rights say', async () => {
    await ticketOf(world.acme, tess.id, 'Printer A');
    await ticketOf(world.acme, vera.id, 'Printer B');
    await ticketOf(world.other, world.otto.id, 'Printer C');
    expect(await list(tess, { q: 'printer' })).toMatchObject({
      total: 1,
      items: [{ subject: 'Printer A', own: true }],
    });
    expect((await list(tess, { q: 'Printer B' })).total).toBe(0);
    expect((await list(vera, { q: 'printer' })).total).toBe(2);
    expect((await list(tess)).can).toContain('support:own');
    expect((await list(vera)).can).not.toContain('support:own');
  });

  it('answers unknown, foreign and other people’s ids with the same bytes', async () => {
    const hidden = await ticketOf(world.acme, vera.id, 'Hidden');
    const foreign = await ticketOf(world.other, world.otto.id, 'Foreign');
    const answers = await Promise.all([hidden.id, foreign.id, ...guessed('tkt')].map((id) => get(tess, id)));
    expect(new Set(answers.map(({ body }) => body)).size).toBe(1);
    expect(answers[0]?.error?.code).toBe('NOT_FOUND');
    for (const ticket of [hidden.id, foreign.id])
      expect((await call(tess, 'close', { ticket })).error?.code).toBe('NOT_FOUND');
  });

  it('is closed to who holds nothing in the area', async () => {
    const dora = await world.member('Dora', { permission: 'domains:view', domains: { except: [] } });
    const answer = await dora.query('support.list', { account: world.acme });
    expect(answer.error).toMatchObject({
      code: 'PERMISSION_MISSING',
      details: { permission: 'support:view' },
    });
    expect((await call(dora, 'open', { subject: 'x', body: 'y' })).error?.code).toBe('PERMISSION_MISSING');
  });
});

describe('writing', () => {
  it('opens one’s own, answers and closes it, with events', async () => {
    const { ticket } = (await call(tess, 'open', { subject: 'Disk full', body: 'Line 1\r\nLine 2' })).data;
    await call(tess, 'reply', { ticket, body: 'Solved' });
    await call(tess, 'close', { ticket });
    expect((await call(tess, 'reply', { ticket, body: 'One more' })).error?.code).toBe('TICKET_CLOSED');
    expect((await call(tess, 'close', { ticket })).error?.code).toBe('TICKET_CLOSED');
    expect((await get(tess, ticket)).data).toMatchObject({
      state: 'closed',
      messages: {
        items: [
          { body: 'Line 1\nLine 2', from: 'you', author: 'Tess' },
          { body: 'Solved', from: 'you' },
        ],
      },
    });
    expect((await world.events(`support/${ticket}`)).map(({ action }) => action)).toEqual([
      'ticket.opened',
      'ticket.replied',
      'ticket.closed',
    ]);
  });

  it('answers other people’s only with the right to reply', async () => {
    const { id: ticket } = await ticketOf(world.acme, tess.id, 'Who answers', { state: 'answered' });
    expect((await call(vera, 'reply', { ticket, body: 'x' })).error).toMatchObject({
      code: 'PERMISSION_MISSING',
      details: { permission: 'support:reply' },
    });
    expect(await world.em().count(TicketMessage, { ticketId: ticket })).toBe(0);
    expect((await call(marek, 'reply', { ticket, body: 'I do' })).status).toBe(200);
    expect(await world.em().findOneOrFail(Ticket, { id: ticket })).toMatchObject({ state: 'open' });
  });

  it('numbers tickets one after the other', async () => {
    const answers = await Promise.all(
      [1, 2, 3].map((n) => call(marek, 'open', { subject: `Same time ${n}`, body: 'x' })),
    );
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    const made = await world.em().find(Ticket, { id: answers.map(({ data }) => data.ticket) });
    expect(new Set(made.map((ticket) => ticket.number)).size).toBe(3);
  });

  it('ends where a ticket is full, and shows the newest messages first, so many at a time', async () => {
    const { ticket } = (await call(tess, 'open', { subject: 'Long story', body: 'First' })).data;
    await world.em().execute(
      `insert into ticket_messages (id, account_id, ticket_id, author_user_id, author_name, body)
       select 'msg_full' || n, ?, ?, ?, 'Tess', 'Again' from generate_series(3, ?::int) n`,
      [world.acme, ticket, tess.id, mostMessages],
    );
    expect((await call(tess, 'reply', { ticket, body: 'Last' })).status).toBe(200);
    const full = await call(tess, 'reply', { ticket, body: 'One more' });
    expect([full.error?.code, full.error?.message]).toEqual(['TICKET_FULL', expect.stringContaining('200')]);
    const bodies = async (page: number) => {
      const input = { account: world.acme, ticket, page };
      const { messages, full } = (await tess.query<Messages>('support.get', input)).data;
      return [full, messages.items.length, messages.items.at(page === 1 ? -1 : 0)?.body, messages.pages];
    };
    expect(await bodies(1)).toEqual([true, 25, 'Last', mostMessages / 25]);
    expect(await bodies(mostMessages / 25)).toEqual([true, 25, 'First', mostMessages / 25]);
    expect((await call(tess, 'close', { ticket })).status).toBe(200);
  });
});
