import type { Em } from '@mandate/db';
import { renderMail, type MailKind, type MailProps } from '@mandate/emails';
import { insertMail, type Envelope } from './insert.ts';

export interface Mail<Kind extends MailKind> extends Envelope {
  kind: Kind;
  props: MailProps[Kind];
}

/** Renders a mail and puts it into the outbox, in the transaction of its cause. @returns the outbox id. */
export async function queueMail<Kind extends MailKind>(
  work: { em: Em; env: { MAIL_KEY: string } },
  { props, ...envelope }: Mail<Kind>,
): Promise<string> {
  return insertMail(work, envelope, await renderMail(envelope.kind, envelope.locale, props));
}
