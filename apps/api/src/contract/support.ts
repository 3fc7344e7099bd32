import { z } from 'zod';
import { account, id, page, safeLines, safeText, search } from './text.ts';

const ticket = { account, ticket: id('tkt') };
const body = safeLines(5000);

/** So many messages a ticket holds. */
export const mostMessages = 200;

export const supportList = z.strictObject({
  account,
  q: search,
  /** `unclosed`: open or answered. */
  state: z.enum(['open', 'answered', 'unclosed', 'closed']).optional(),
  page,
});
export const supportOne = z.strictObject(ticket);
/** The newest messages are the first page. */
export const supportGet = z.strictObject({ ...ticket, page });
export const supportOpen = z.strictObject({ account, subject: safeText(120), body });
export const supportReply = z.strictObject({ ...ticket, body });
