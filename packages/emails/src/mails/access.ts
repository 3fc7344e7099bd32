import { formatDate, m } from '@mandate/messages';
import { cleanAddress, cleanName } from '../clean.ts';
import { list, text, type Block, type Letter, type Line } from '../letter.ts';
import { strong } from '../words.ts';
import { accountUrl, until, type MailContext, type Moment } from './context.ts';

export interface AccessProps {
  recipient: string;
  accountId: string;
  accountName: string;
  /** Name of the person who did it. */
  by: string;
}

export interface AccessChangedProps extends AccessProps {
  adds: readonly Line[];
  removes: readonly Line[];
  stays: readonly Line[];
  until?: Moment | null;
  timeZone: string;
  /** What the change waits for before it counts: the end of a suspension, or the access's first day. */
  waits?: { suspended: boolean; from: Moment | null } | null;
}

interface Told {
  subject: string;
  blocks: Block[];
  props: AccessProps;
}

const who = (props: AccessProps) => ({ by: cleanName(props.by), account: cleanName(props.accountName) });

function tell(context: MailContext, { subject, blocks, props }: Told): Letter {
  const email = cleanAddress(props.recipient);
  const because = m.mails_because_member({ ...who(props), email }, { locale: context.locale });
  return { subject, title: subject, preview: because, blocks, because };
}

function openAccount(props: AccessProps, context: MailContext): Block {
  const label = m.mails_open_account(who(props), { locale: context.locale });
  return { kind: 'button', label, url: accountUrl(context, props.accountId) };
}

/** When the change counts. */
function counts({ waits, timeZone, ...props }: AccessChangedProps, { locale }: MailContext): string {
  if (!waits) return m.mails_access_changed_text({}, { locale });
  if (waits.suspended || !waits.from) return m.mails_access_changed_suspended(who(props), { locale });
  const from = strong(formatDate(waits.from, { locale, timeZone }));
  return m.mails_access_changed_from({ ...who(props), from }, { locale });
}

export function accessChanged(props: AccessChangedProps, context: MailContext): Letter {
  const { locale } = context;
  const headings = props.waits
    ? [m.mails_adds_later, m.mails_removes_later, m.mails_stays_later]
    : [m.mails_adds, m.mails_removes, m.mails_stays];
  const [adds, removes, stays] = headings.map((say) => say({}, { locale }));
  return tell(context, {
    subject: m.mails_access_changed_subject(who(props), { locale }),
    blocks: [
      text(counts(props, context)),
      ...list(adds ?? '', 'can', props.adds),
      ...list(removes ?? '', 'cannot', props.removes),
      ...list(stays ?? '', 'can', props.stays),
      text(
        props.until
          ? m.mails_ends({ until: strong(until(context, props.until, props.timeZone)) }, { locale })
          : m.mails_no_end({}, { locale }),
      ),
      ...(props.waits ? [] : [openAccount(props, context)]),
    ],
    props,
  });
}

export function accessRemoved(props: AccessProps, context: MailContext): Letter {
  const { locale } = context;
  return tell(context, {
    subject: m.mails_access_removed_subject(who(props), { locale }),
    blocks: [
      text(m.mails_access_removed_text(who(props), { locale })),
      text(m.mails_access_removed_ask(who(props), { locale })),
    ],
    props,
  });
}

export function accessSuspended(props: AccessProps, context: MailContext): Letter {
  const { locale } = context;
  return tell(context, {
    subject: m.mails_access_suspended_subject(who(props), { locale }),
    blocks: [
      text(m.mails_access_suspended_text(who(props), { locale })),
      text(m.mails_access_suspended_ask(who(props), { locale })),
    ],
    props,
  });
}

export function accessResumed(props: AccessProps, context: MailContext): Letter {
  const { locale } = context;
  return tell(context, {
    subject: m.mails_access_resumed_subject(who(props), { locale }),
    blocks: [text(m.mails_access_resumed_text(who(props), { locale })), openAccount(props, context)],
    props,
  });
}

/** For the last of very many changes together. What applies stands on the page, so the mail is never out of date. */
export function accessChangedOften(props: AccessProps, context: MailContext): Letter {
  const { locale } = context;
  const page = `${accountUrl(context, props.accountId)}/access`;
  return tell(context, {
    subject: m.mails_access_often_subject(who(props), { locale }),
    blocks: [
      text(m.mails_access_often_text({}, { locale })),
      { kind: 'button', label: m.mails_access_often_button({}, { locale }), url: page },
    ],
    props,
  });
}
