import { OutboxMessage } from '@mandate/db';
import type { TestApi } from '../../testing.ts';
import { openBody } from '../body.ts';

export interface ReadMail {
  subject: string;
  html: string;
  text: string;
  /** The code that the text part prints on a line of its own; empty when it has none. */
  token: string;
}

/** What waits in the outbox for an address, newest first, as the recipient will read it. */
export async function mailsTo({ db, services }: TestApi, recipient: string): Promise<ReadMail[]> {
  const rows = await db.owner.em
    .fork()
    .find(OutboxMessage, { recipient }, { orderBy: { createdAt: 'desc', id: 'desc' } });
  return rows.flatMap(({ id, subject, body }) => {
    if (!body) return [];
    const { html, text } = openBody(services.env.MAIL_KEY, id, body);
    return [{ subject, html, text, token: /^[\w-]{43}$/m.exec(text)?.[0] ?? '' }];
  });
}
