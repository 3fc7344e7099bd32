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
}

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
