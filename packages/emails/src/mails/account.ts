import { m } from '@mandate/messages';
import { cleanAddress, cleanName, cleanNote } from '../clean.ts';
import { text, type Block, type Letter } from '../letter.ts';
import { accountUrl, type MailContext } from './context.ts';

export interface AccountStateProps {
  recipient: string;
  accountId: string;
  accountName: string;
  /** Whether this mail goes to the owner or to somebody else with access. */
  owner: boolean;
  /** The provider's words, if there are any. */
  reason?: string | null | undefined;
  /** Name of the owner who closed it; none when the provider did. */
  by?: string | null | undefined;
}

const wordsOf = (props: AccountStateProps) => ({ account: cleanName(props.accountName) });

function tell(
  props: AccountStateProps,
  context: MailContext,
  { subject, said, open }: { subject: string; said: string[]; open: boolean },
): Letter {
  const options = { locale: context.locale };
  const email = cleanAddress(props.recipient);
  const because = m.mails_because_member({ ...wordsOf(props), email }, options);
  const reason: Block[] = props.reason ? [{ kind: 'quote', text: cleanNote(props.reason) }] : [];
  const button: Block[] = open
    ? [
        {
          kind: 'button',
          label: m.mails_open_account(wordsOf(props), options),
          url: accountUrl(context, props.accountId),
        },
      ]
    : [];
  const [first = '', ...more] = said;
  const blocks = [text(first), ...reason, ...more.map(text), ...button];
  return { subject, title: subject, preview: first, blocks, because };
}

export function accountSuspended(props: AccountStateProps, context: MailContext): Letter {
  const options = { locale: context.locale };
  return tell(props, context, {
    subject: m.mails_account_suspended_subject(wordsOf(props), options),
    said: [
      m.mails_account_suspended_text(wordsOf(props), options),
      m.mails_account_suspended_works({}, options),
      m.mails_account_ask_provider({}, options),
    ],
    open: true,
  });
}

export function accountResumed(props: AccountStateProps, context: MailContext): Letter {
  const options = { locale: context.locale };
  return tell(props, context, {
    subject: m.mails_account_resumed_subject(wordsOf(props), options),
    said: [m.mails_account_resumed_text(wordsOf(props), options)],
    open: true,
  });
}

export function accountClosed(props: AccountStateProps, context: MailContext): Letter {
  const options = { locale: context.locale };
  const words = { ...wordsOf(props), by: cleanName(props.by ?? '') };
  return tell(props, context, {
    subject: props.by
      ? m.mails_account_closed_by_subject(words, options)
      : m.mails_account_closed_subject(words, options),
    said: [
      m.mails_account_closed_text(words, options),
      props.owner ? m.mails_account_closed_owner({}, options) : m.mails_account_closed_member({}, options),
      ...(props.owner ? [m.mails_account_ask_provider({}, options)] : []),
    ],
    open: false,
  });
}
