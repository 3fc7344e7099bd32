import { open, seal } from '../secrets/seal.ts';

/** What an outbox row keeps sealed until the mail is sent. */
export interface MailBody {
  html: string;
  text: string;
  /** Hash of the invitation token inside the mail: a mail whose link is dead is not sent. */
  tokenHash?: string;
}

const context = (outboxId: string) => `outbox/${outboxId}`;

export const sealBody = (key: string, outboxId: string, body: MailBody): string =>
  seal(key, JSON.stringify(body), context(outboxId));

export const openBody = (key: string, outboxId: string, sealed: string): MailBody =>
  JSON.parse(open(key, sealed, context(outboxId))) as MailBody;
