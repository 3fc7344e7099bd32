import { m } from '@mandate/messages';
import { cleanAddress, cleanName } from '../clean.ts';
import { list, text, type Block, type Letter, type Line } from '../letter.ts';
import { link, strong } from '../words.ts';
import { accountUrl, pageUrl, zoned, type MailContext, type Moment } from './context.ts';
import { tellUs } from './parts.ts';

export interface OwnershipProps {
  recipient: string;
  accountId: string;
  accountName: string;
  timeZone: string;
  /** To which of the two this mail goes. */
  side: 'owner' | 'receiver';
  /** Who owned the account when it was offered. */
  ownerName: string;
  receiverName: string;
  /** What becomes of the former owner. */
  afterwards: 'colleague' | 'leaves';
  /** What the former owner can do as a colleague, in the recipient's words. */
  colleague: readonly Line[];
  expiresAt: Moment;
}

type Words = Record<'owner' | 'receiver' | 'account' | 'expires', string>;

const wordsOf = (props: OwnershipProps, context: MailContext): Words => ({
  owner: cleanName(props.ownerName),
  receiver: cleanName(props.receiverName),
  account: cleanName(props.accountName),
  expires: strong(zoned(context, props.expiresAt, props.timeZone)),
});

interface Said {
  subject: string;
  blocks: Block[];
  /** Label of the button and the page that it opens; none where there is nothing left to do. */
  button?: { label: string; page: string };
}

function tell(
  props: Pick<OwnershipProps, 'recipient' | 'accountId' | 'accountName'>,
  context: MailContext,
  { subject, blocks, button }: Said,
): Letter {
  const account = cleanName(props.accountName);
  const email = cleanAddress(props.recipient);
  const because = m.mails_because_member({ account, email }, { locale: context.locale });
  const last: Block[] = button
    ? [{ kind: 'button', label: button.label, url: accountUrl(context, props.accountId, button.page) }]
    : [];
  return { subject, title: subject, preview: because, blocks: [...blocks, ...last], because };
}

/** What becomes of the former owner, to either side. */
function former(props: OwnershipProps, words: Words, context: MailContext, offered: boolean): Block[] {
  const options = { locale: context.locale };
  const you = props.side === 'owner';
  if (props.afterwards === 'leaves') {
    const leaves = offered
      ? (you ? m.mails_ownership_you_leave : m.mails_ownership_owner_leaves)(words, options)
      : (you ? m.mails_ownership_you_left : m.mails_ownership_owner_left)(words, options);
    return [text(leaves)];
  }
  const title = offered
    ? (you ? m.mails_ownership_you_will : m.mails_ownership_owner_will)(words, options)
    : (you ? m.mails_ownership_you_can : m.mails_ownership_owner_can)(words, options);
  return list(title, 'can', props.colleague);
}

const notYou = (context: MailContext): Block => {
  const { locale } = context;
  const reset = link(m.mails_set_new_password({}, { locale }), pageUrl(context, '/reset'));
  return text(m.mails_not_you_support({ reset, tell: tellUs(context) }, { locale }));
};

export function ownershipOffered(props: OwnershipProps, context: MailContext): Letter {
  const options = { locale: context.locale };
  const words = wordsOf(props, context);
  if (props.side === 'receiver') {
    return tell(props, context, {
      subject: m.mails_ownership_offered_subject(words, options),
      blocks: [
        text(m.mails_ownership_offered_text(words, options)),
        text(m.mails_ownership_offered_bills(words, options)),
        ...former(props, words, context, true),
        text(m.mails_ownership_offered_until(words, options)),
      ],
      button: { label: m.mails_invitation_button({}, options), page: '/profile/ownership' },
    });
  }
  return tell(props, context, {
    subject: m.mails_ownership_you_offered_subject(words, options),
    blocks: [
      text(m.mails_ownership_you_offered_text(words, options)),
      ...former(props, words, context, true),
      notYou(context),
    ],
    button: { label: m.mails_ownership_see_offer({}, options), page: '/profile/ownership' },
  });
}

export function ownershipAccepted(props: OwnershipProps, context: MailContext): Letter {
  const options = { locale: context.locale };
  const words = wordsOf(props, context);
  const open = { label: m.mails_open_account(words, options), page: '' };
  if (props.side === 'receiver') {
    return tell(props, context, {
      subject: m.mails_ownership_yours_subject(words, options),
      blocks: [text(m.mails_ownership_yours_text(words, options)), ...former(props, words, context, false)],
      button: open,
    });
  }
  return tell(props, context, {
    subject: m.mails_ownership_passed_subject(words, options),
    blocks: [
      text(m.mails_ownership_passed_text(words, options)),
      ...former(props, words, context, false),
      notYou(context),
    ],
    ...(props.afterwards === 'colleague' ? { button: open } : {}),
  });
}

/** An offer came to nothing: the account stays with its owner. */
function ended(
  props: OwnershipProps,
  context: MailContext,
  subjects: Record<
    OwnershipProps['side'],
    (words: Words, options: { locale: MailContext['locale'] }) => string
  >,
): Letter {
  const options = { locale: context.locale };
  const words = wordsOf(props, context);
  const said = props.side === 'owner' ? m.mails_ownership_stays_yours : m.mails_ownership_stays;
  return tell(props, context, {
    subject: subjects[props.side](words, options),
    blocks: [text(said(words, options))],
    button: { label: m.mails_open_account(words, options), page: '' },
  });
}

export const ownershipDeclined = (props: OwnershipProps, context: MailContext): Letter =>
  ended(props, context, {
    owner: m.mails_ownership_declined_subject,
    receiver: m.mails_ownership_you_declined_subject,
  });

export const ownershipWithdrawn = (props: OwnershipProps, context: MailContext): Letter =>
  ended(props, context, {
    owner: m.mails_ownership_you_withdrew_subject,
    receiver: m.mails_ownership_withdrawn_subject,
  });

/** To the owner: nobody answered in time. */
export function ownershipLapsed(
  props: Pick<OwnershipProps, 'recipient' | 'accountId' | 'accountName' | 'receiverName'>,
  context: MailContext,
): Letter {
  const options = { locale: context.locale };
  const words = { receiver: cleanName(props.receiverName), account: cleanName(props.accountName) };
  return tell(props, context, {
    subject: m.mails_ownership_lapsed_subject(words, options),
    blocks: [text(m.mails_ownership_stays_yours(words, options))],
    button: { label: m.mails_open_account(words, options), page: '' },
  });
}
