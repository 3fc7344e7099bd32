import { m } from '@mandate/messages';
import { cleanAddress, cleanName } from '../clean.ts';
import { list, text, type Block, type Letter, type Line } from '../letter.ts';
import { accountUrl, type MailContext } from './context.ts';

export interface AnswerProps {
  recipient: string;
  accountId: string;
  accountName: string;
  /** Who answered or left. */
  personEmail: string;
}

export interface NamedAnswerProps extends AnswerProps {
  personName: string;
}

function tell(
  props: AnswerProps,
  context: MailContext,
  { subject, said, more = [] }: { subject: string; said: string; more?: Block[] },
): Letter {
  const { locale } = context;
  const account = cleanName(props.accountName);
  return {
    subject,
    title: subject,
    preview: said,
    blocks: [
      text(said),
      ...more,
      {
        kind: 'button',
        label: m.mails_see_users({}, { locale }),
        url: accountUrl(context, props.accountId, '/users'),
      },
    ],
    because: m.mails_because_users({ account, email: cleanAddress(props.recipient) }, { locale }),
  };
}

const named = (props: NamedAnswerProps) => ({
  person: cleanName(props.personName),
  email: cleanAddress(props.personEmail),
  account: cleanName(props.accountName),
});

export function invitationAccepted(
  props: NamedAnswerProps & { can?: readonly Line[] },
  context: MailContext,
): Letter {
  const { locale } = context;
  return tell(props, context, {
    subject: m.mails_invitation_accepted_subject(named(props), { locale }),
    said: m.mails_invitation_accepted_text(named(props), { locale }),
    more: list(m.mails_invitation_accepted_can({}, { locale }), 'can', props.can ?? []),
  });
}

/** Whoever declines needs no login, so there may be an address only. */
export function invitationDeclined(props: AnswerProps, context: MailContext): Letter {
  const { locale } = context;
  const words = { person: cleanAddress(props.personEmail), account: cleanName(props.accountName) };
  return tell(props, context, {
    subject: m.mails_invitation_declined_subject(words, { locale }),
    said: m.mails_invitation_declined_text(words, { locale }),
  });
}

export function accountLeft(props: NamedAnswerProps, context: MailContext): Letter {
  const { locale } = context;
  return tell(props, context, {
    subject: m.mails_account_left_subject(named(props), { locale }),
    said: m.mails_account_left_text(named(props), { locale }),
  });
}
