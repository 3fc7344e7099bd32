import { Ticket, TicketMessage } from '@mandate/db';
import type { z } from 'zod';
import { mostMessages, type supportGet, type supportList } from '../../contract/support.ts';
import { likePattern, paged, slicePage } from '../lists.ts';
import { peopleNamed } from '../people.ts';
import type { Working } from '../working.ts';
import { ticketsInView } from './view.ts';

export const ticketAddress = (ctx: Working, ticket: Pick<Ticket, 'id' | 'openedBy'>): string =>
  `support/${ticket.openedBy === ctx.user.id ? 'own' : 'other'}/${ticket.id}`;

const item = (ctx: Working, ticket: Ticket, names: (id: string) => string) => ({
  id: ticket.id,
  number: ticket.number,
  subject: ticket.subject,
  state: ticket.state,
  own: ticket.openedBy === ctx.user.id,
  openedBy: names(ticket.openedBy),
  createdAt: ticket.createdAt,
  updatedAt: ticket.updatedAt,
  can: ctx.slice.permissionsOn(ticketAddress(ctx, ticket)),
});

const numberIn = (q: string) => (/^#?\d{1,9}$/.test(q) ? [{ number: Number(q.replace('#', '')) }] : []);

export async function list(ctx: Working, { q, state, page }: z.output<typeof supportList>) {
  const [tickets, total] = await ctx.em.findAndCount(
    Ticket,
    {
      $and: [
        { accountId: ctx.account.id },
        ticketsInView(ctx),
        state === 'unclosed' ? { state: { $ne: 'closed' } } : state ? { state } : {},
        q ? { $or: [{ subject: { $ilike: likePattern(q) } }, ...numberIn(q)] } : {},
      ],
    },
    { orderBy: { updatedAt: 'desc', id: 'asc' }, ...slicePage(page) },
  );
  const names = await peopleNamed(
    ctx.em,
    tickets.map((ticket) => ticket.openedBy),
  );
  const items = tickets.map((ticket) => item(ctx, ticket, names));
  return { ...paged(items, total, page), can: ctx.slice.permissionsOn('support/own') };
}

/** A ticket with a page of its messages; the newest page is the first, and each reads downwards. */
export async function get(ctx: Working, { ticket: id, page }: z.output<typeof supportGet>) {
  const ticket = await ctx.em.findOneOrFail(Ticket, { id, accountId: ctx.account.id });
  const [messages, total] = await ctx.em.findAndCount(
    TicketMessage,
    { ticketId: id, accountId: ctx.account.id },
    { orderBy: { createdAt: 'desc', id: 'desc' }, ...slicePage(page) },
  );
  const names = await peopleNamed(ctx.em, [ticket.openedBy]);
  return {
    ...item(ctx, ticket, names),
    full: total >= mostMessages,
    messages: paged(
      messages.toReversed().map((message) => messageItem(ctx, message)),
      total,
      page,
    ),
  };
}

const messageItem = (ctx: Working, message: TicketMessage) => ({
  id: message.id,
  author: message.authorName,
  from: authorKind(ctx, message),
  body: message.body,
  at: message.createdAt,
});

function authorKind(ctx: Working, { authorUserId }: TicketMessage): 'staff' | 'you' | 'member' {
  if (authorUserId == null) return 'staff';
  return authorUserId === ctx.user.id ? 'you' : 'member';
}
