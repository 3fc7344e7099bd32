import { z } from 'zod';
import { page } from './text.ts';

export const mailboxList = z.strictObject({ page });
/** What the local mailbox can pretend to have happened to a mail. */
export const mailboxEvents = ['delivered', 'delayed', 'bounced_hard', 'bounced_soft', 'complained'] as const;

export const mailboxGet = z.strictObject({ id: z.string().min(1).max(100) });
export const mailboxEvent = mailboxGet.extend({ event: z.enum(mailboxEvents) });
