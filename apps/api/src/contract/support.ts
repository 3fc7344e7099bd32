import { z } from 'zod';
import { account, id, page, safeLines, safeText, search } from './text.ts';

const ticket = { account, ticket: id('tkt') };
const body = safeLines(5000);

/** So many messages a ticket holds: all of them stand on one page. */
export const mostMessages = 200;

export const supportList = z.strictObject({
  account,
  q: search,
  state: z.enum(['open', 'answered', 'closed']).optional(),
  page,
});
export const supportOne = z.strictObject(ticket);
export const supportOpen = z.strictObject({ account, subject: safeText(120), body });
export const supportReply = z.strictObject({ ...ticket, body });
