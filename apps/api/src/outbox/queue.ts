import type { Em } from '@mandate/db';
import { renderMail, type MailKind, type MailProps } from '@mandate/emails';
import { insertMail, type Envelope } from './insert.ts';

interface QueuedMail<Kind extends MailKind> extends Envelope {
  kind: Kind;
  /** What the mail says; whom it goes to is told once, by `to`. */
  props: Omit<MailProps[Kind], 'recipient'>;
}

/** Renders a mail and puts it into the outbox, in the transaction of its cause. @returns the outbox id. */
export async function queueMail<Kind extends MailKind>(
  work: { em: Em; env: { MAIL_KEY: string; ORIGIN: string } },
  { props, ...envelope }: QueuedMail<Kind>,
): Promise<string> {
  const { kind, to, locale } = envelope;
  const said = { ...props, recipient: to } as MailProps[Kind];
  return insertMail(work, envelope, await renderMail(kind, said, { locale, origin: work.env.ORIGIN }));
}
