import { m } from '@mandate/messages';
import { cleanAddress, cleanName, cleanNote } from '../clean.ts';
import { list, text, type Letter, type Line } from '../letter.ts';
import { strong } from '../words.ts';
import { until, zoned, type MailContext, type Moment } from './context.ts';
import { tellUs, tokenBlocks } from './parts.ts';

export interface InvitationProps {
  recipient: string;
  inviterName: string;
  inviterEmail: string;
  accountName: string;
  timeZone: string;
  note?: string | null;
  will: readonly Line[];
  willNot: readonly Line[];
  /** End of the access, not of the invitation. */
  until?: Moment | null;
  expiresAt: Moment;
  token: string;
}

export function invitation(props: InvitationProps, context: MailContext): Letter {
  const { locale } = context;
  const inviter = cleanName(props.inviterName);
  const account = cleanName(props.accountName);
  const expires = zoned(context, props.expiresAt, props.timeZone);
  const subject = m.mails_invitation_subject({ inviter, account }, { locale });
  const words = { expires: strong(expires), email: cleanAddress(props.recipient) };
  return {
    subject,
    title: subject,
    preview: m.mails_invitation_preview({ expires }, { locale }),
    blocks: [
      ...(props.note?.trim() ? [{ kind: 'quote' as const, text: cleanNote(props.note) }] : []),
      ...list(m.mails_invitation_will({}, { locale }), 'can', props.will),
      ...list(m.mails_invitation_will_not({}, { locale }), 'cannot', props.willNot),
      text(
        props.until
          ? m.mails_invitation_until(
              { ...words, until: strong(until(context, props.until, props.timeZone)) },
              { locale },
            )
          : m.mails_invitation_no_end(words, { locale }),
      ),
      ...tokenBlocks(context, {
        path: '/invitation',
        token: props.token,
        button: m.mails_invitation_button({}, { locale }),
        opening: m.mails_invitation_opening({}, { locale }),
      }),
    ],
    because: m.mails_invitation_because(
      {
        inviter,
        email: cleanAddress(props.inviterEmail),
        tell: tellUs(context),
      },
      { locale },
    ),
  };
}
