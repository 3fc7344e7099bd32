import { newId, Ticket, TicketMessage } from '@mandate/db';
import type { z } from 'zod';
import {
  mostMessages,
  type supportOne,
  type supportOpen,
  type supportReply,
} from '../../contract/support.ts';
import { Refusal } from '../../errors.ts';
import { lockRow, record, takeTurns, type Working } from '../working.ts';

/** Readers differ in whose ticket it is to them, so an event names it without own or other. */
const resourceOf = (ticket: string): string => `support/${ticket}`;

const write = (ctx: Working, ticketId: string, body: string) =>
  ctx.em.insert(TicketMessage, {
    id: newId('msg'),
    accountId: ctx.account.id,
    ticketId,
    authorUserId: ctx.user.id,
    authorName: ctx.user.name,
    body,
  });

export async function open(ctx: Working, input: z.output<typeof supportOpen>) {
  await takeTurns(ctx, 'tickets');
  const [row] = await ctx.em.execute<{ last: number }[]>(
    'select coalesce(max(number), 1000) as last from tickets where account_id = ?',
    [ctx.account.id],
  );
  const id = newId('tkt');
  const number = Number(row?.last ?? 1000) + 1;
  const { subject } = input;
  await ctx.em.insert(Ticket, { id, accountId: ctx.account.id, number, subject, openedBy: ctx.user.id });
  await write(ctx, id, input.body);
  await record(ctx, {
    action: 'ticket.opened',
    resource: resourceOf(id),
    data: { name: `#${number} ${subject}` },
  });
  return { ticket: id };
}

/** The ticket, held still; nobody writes into a closed one. */
async function hold(ctx: Working, id: string): Promise<Ticket> {
  await lockRow(ctx, 'tickets', id);
  const ticket = await ctx.em.findOneOrFail(Ticket, { id, accountId: ctx.account.id }, { refresh: true });
  if (ticket.state === 'closed') throw new Refusal('TICKET_CLOSED');
  return ticket;
}

const nameOf = ({ number, subject }: Ticket): string => `#${number} ${subject}`;

export async function reply(ctx: Working, input: z.output<typeof supportReply>) {
  const ticket = await hold(ctx, input.ticket);
  const written = await ctx.em.count(TicketMessage, { accountId: ctx.account.id, ticketId: ticket.id });
  if (written >= mostMessages) throw new Refusal('TICKET_FULL', { words: { most: String(mostMessages) } });
  ticket.state = 'open';
  ticket.updatedAt = ctx.now;
  await write(ctx, ticket.id, input.body);
  await record(ctx, {
    action: 'ticket.replied',
    resource: resourceOf(ticket.id),
    data: { name: nameOf(ticket) },
  });
  return { ticket: ticket.id };
}

export async function close(ctx: Working, input: z.output<typeof supportOne>) {
  const ticket = await hold(ctx, input.ticket);
  ticket.state = 'closed';
  ticket.updatedAt = ctx.now;
  await record(ctx, {
    action: 'ticket.closed',
    resource: resourceOf(ticket.id),
    data: { name: nameOf(ticket) },
  });
  return { ticket: ticket.id };
}
