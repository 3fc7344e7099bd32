import { m } from '@mandate/messages';
import { cleanAddress, cleanName } from '../clean.ts';
import { list, text, type Letter, type Line } from '../letter.ts';
import { accountUrl, until, type MailContext, type Moment } from './context.ts';

/** Before an access, or a part of it, ends by its date: to the person. */
export interface AccessEndingProps {
  recipient: string;
  accountId: string;
  accountName: string;
  /** The whole access ends, not just a part of it. */
  whole: boolean;
  /** The first instant without it. */
  end: Moment;
  timeZone: string;
  /** What ends. */
  ends: readonly Line[];
  /** Whom to ask for more time. */
  ask: string;
}

/** The same, to whoever gave it. */
export interface AccessEndingOfProps extends Omit<AccessEndingProps, 'ask'> {
  personId: string;
  personName: string;
}

const words = (props: AccessEndingProps | AccessEndingOfProps, context: MailContext) => ({
  account: cleanName(props.accountName),
  until: until(context, props.end, props.timeZone),
});

export function accessEnding(props: AccessEndingProps, context: MailContext): Letter {
  const { locale } = context;
  const said = words(props, context);
  const subject = (props.whole ? m.mails_access_ending_subject : m.mails_access_ending_part)(said, {
    locale,
  });
  const email = cleanAddress(props.recipient);
  const because = m.mails_because_member({ account: said.account, email }, { locale });
  return {
    subject,
    title: subject,
    preview: because,
    blocks: [
      ...list(m.mails_access_ending_ends({}, { locale }), 'cannot', props.ends),
      text(m.mails_access_ending_ask({ ask: cleanName(props.ask) }, { locale })),
      {
        kind: 'button',
        label: m.mails_open_account(said, { locale }),
        url: accountUrl(context, props.accountId),
      },
    ],
    because,
  };
}

export function accessEndingOf(props: AccessEndingOfProps, context: MailContext): Letter {
  const { locale } = context;
  const said = { ...words(props, context), person: cleanName(props.personName) };
  const subject = (props.whole ? m.mails_access_ending_of_subject : m.mails_access_ending_of_part)(said, {
    locale,
  });
  const email = cleanAddress(props.recipient);
  return {
    subject,
    title: subject,
    preview: m.mails_access_ending_of_text({}, { locale }),
    blocks: [
      ...list(m.mails_access_ending_of_ends(said, { locale }), 'cannot', props.ends),
      text(m.mails_access_ending_of_text({}, { locale })),
      {
        kind: 'button',
        label: m.mails_access_ending_of_button({}, { locale }),
        url: accountUrl(context, props.accountId, `/users/${encodeURIComponent(props.personId)}`),
      },
    ],
    because: m.mails_because_users({ account: said.account, email }, { locale }),
  };
}
