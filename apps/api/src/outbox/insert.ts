import { newId, type Em } from '@mandate/db';
import type { Locale } from '@mandate/messages';
import { sealBody } from './body.ts';

export interface Envelope {
  kind: string;
  to: string;
  locale: Locale;
  /** The account the mail is about; none for identity mail. */
  account?: { id: string } | undefined;
  /** Address of what the mail is about, for readers of the mail history. */
  resource?: string | undefined;
  userId?: string | undefined;
  /** The invitation whose link the mail carries: the mail is dropped when that link dies first. */
  invitationId?: string | undefined;
  /** Not before then. */
  sendAfter?: Date | undefined;
}

/** An account with so many mails waiting lets the mails of others pass, until all of its own are sent. */
export const crowd = 20;

interface RenderedMail {
  subject: string;
  html: string;
  text: string;
}

/** Puts a rendered mail, sealed, into the outbox. @returns its id, which is its idempotency key as well. */
export async function insertMail(
  { em, env }: { em: Em; env: { MAIL_KEY: string } },
  mail: Envelope,
  { subject, html, text }: RenderedMail,
): Promise<string> {
  const id = newId('out');
  await em.flush();
  const tokenHash = mail.invitationId && (await tokenHashOf(em, mail.invitationId));
  const row = {
    id,
    account_id: mail.account?.id ?? null,
    kind: mail.kind,
    resource: mail.resource ?? null,
    invitation_id: mail.invitationId ?? null,
    user_id: mail.userId ?? null,
    recipient: mail.to,
    locale: mail.locale,
    subject,
    body: sealBody(env.MAIL_KEY, id, { html, text, ...(tokenHash ? { tokenHash } : {}) }),
    ...(mail.sendAfter && { send_after: mail.sendAfter }),
    ...(mail.account && { crowded: await crowded(em, mail.account.id) }),
  };
  // Plain SQL: the app may write identity mail but not read it back, and the entity manager reads back.
  const columns = Object.keys(row);
  await em.execute(
    `insert into outbox_messages (${columns.join(', ')}) values (${columns.map(() => '?').join(', ')})`,
    Object.values(row),
    'run',
  );
  await em.execute(
    `insert into deliveries (outbox_id, account_id, state) values (?, ?, 'queued')`,
    [id, row.account_id],
    'run',
  );
  return id;
}

async function tokenHashOf(em: Em, invitationId: string): Promise<string> {
  const [row] = await em.execute<{ token_hash: string }[]>(
    `select token_hash from invitations where id = ?`,
    [invitationId],
  );
  if (!row) throw new Error(`a mail carries the link of an unknown invitation ${invitationId}`);
  return row.token_hash;
}

/** Its mails keep their order: once one was put last, so are those that follow while it waits. */
async function crowded(em: Em, accountId: string): Promise<boolean> {
  const [row] = await em.execute<{ crowded: boolean }[]>(
    `select count(*) >= ${crowd} or coalesce(bool_or(crowded), false) as crowded from (
       select crowded from outbox_messages
       where account_id = ? and sent_at is null and failed_at is null and cancelled_at is null
         and send_after <= clock_timestamp()
       order by crowded desc limit ${crowd}) waiting`,
    [accountId],
  );
  return row?.crowded ?? false;
}
