import { newId, type Em } from '@mandate/db';
import { renderMail, type MailKind, type MailProps } from '@mandate/emails';
import type { Locale } from '@mandate/messages';
import { sealBody } from './body.ts';

export interface Mail<Kind extends MailKind> {
  kind: Kind;
  to: string;
  locale: Locale;
  props: MailProps[Kind];
  /** The account the mail is about; none for identity mail. */
  account?: { id: string };
  /** Address of what the mail is about, for readers of the mail history. */
  resource?: string;
  userId?: string;
  /** The invitation whose link the mail carries: the mail is dropped when that link dies first. */
  invitationId?: string;
}

/** Renders a mail and puts it into the outbox, in the transaction of its cause. */
export async function queueMail<Kind extends MailKind>(
  { em, env }: { em: Em; env: { MAIL_KEY: string } },
  mail: Mail<Kind>,
): Promise<string> {
  const id = newId('out');
  await em.flush();
  const { subject, html, text } = await renderMail(mail.kind, mail.locale, mail.props);
  const tokenHash = mail.invitationId && (await tokenHashOf(em, mail.invitationId));
  const body = sealBody(env.MAIL_KEY, id, { html, text, ...(tokenHash ? { tokenHash } : {}) });
  const account = mail.account?.id ?? null;
  // Plain SQL: the app may write identity mail but not read it back, and the entity manager reads back.
  await em.execute(
    `insert into outbox_messages (id, account_id, kind, resource, invitation_id, user_id, recipient, locale,
       subject, body, created_at, send_after, attempts)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, date_trunc('milliseconds', clock_timestamp()), now(), 0)`,
    [
      id,
      account,
      mail.kind,
      mail.resource ?? null,
      mail.invitationId ?? null,
      mail.userId ?? null,
      mail.to,
      mail.locale,
      subject,
      body,
    ],
    'run',
  );
  await em.execute(
    `insert into deliveries (outbox_id, account_id, state, at) values (?, ?, 'queued', clock_timestamp())`,
    [id, account],
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
