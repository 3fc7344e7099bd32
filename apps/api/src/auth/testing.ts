import { OutboxMessage } from '@mandate/db';
import { openBody } from '../outbox/body.ts';
import type { TestApi } from '../testing.ts';

export interface SeenMail {
  kind: string;
  subject: string;
  text: string;
  /** What stands behind `#` in its link. */
  token: string;
}

/** What lies in a mailbox, in the order it was written. */
export async function mailsTo({ db, services }: TestApi, recipient: string): Promise<SeenMail[]> {
  const rows = await db.owner.em.fork().find(OutboxMessage, { recipient }, { orderBy: { createdAt: 'asc' } });
  return rows.map((row) => {
    const { text } = openBody(services.env.MAIL_KEY, row.id, row.body!);
    return { kind: row.kind, subject: row.subject, text, token: /#([\w-]{43})\b/.exec(text)?.[1] ?? '' };
  });
}

export async function lastMail(api: TestApi, recipient: string): Promise<SeenMail> {
  const mail = (await mailsTo(api, recipient)).at(-1);
  if (!mail) throw new Error(`no mail to ${recipient}`);
  return mail;
}

/** Headers of a form that this session's holder sends. */
export const signedInAs = (userId: string, token: string) => ({
  authorization: `Bearer ${token}`,
  'x-mandate-shown': `${userId}/-`,
});

/** A client of one's own, so that one test's tries do not count for another's. */
let clients = 0;
export const elsewhere = () => {
  clients += 1;
  return { 'x-mandate-address': `198.51.${Math.floor(clients / 250)}.${clients % 250}` };
};
