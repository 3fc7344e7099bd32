import type { Letter } from './letter.ts';
import {
  accessChanged,
  accessChangedOften,
  accessRemoved,
  accessResumed,
  accessSuspended,
} from './mails/access.ts';
import { accountClosed, accountResumed, accountSuspended } from './mails/account.ts';
import { accountLeft, invitationAccepted, invitationDeclined } from './mails/answers.ts';
import type { MailContext } from './mails/context.ts';
import { accessEnding, accessEndingOf } from './mails/ending.ts';
import { invitation } from './mails/invitation.ts';
import {
  confirmEmailChange,
  emailChanged,
  haveLogin,
  loginDeleted,
  passwordChanged,
  resetPassword,
  verifyEmail,
} from './mails/login.ts';
import {
  ownershipAccepted,
  ownershipDeclined,
  ownershipLapsed,
  ownershipOffered,
  ownershipWithdrawn,
} from './mails/ownership.ts';
import { letterText } from './text.ts';

const mails = {
  invitation,
  verifyEmail,
  haveLogin,
  resetPassword,
  confirmEmailChange,
  emailChanged,
  passwordChanged,
  loginDeleted,
  accessChanged,
  accessChangedOften,
  accessRemoved,
  accessSuspended,
  accessResumed,
  accessEnding,
  accessEndingOf,
  invitationAccepted,
  invitationDeclined,
  accountLeft,
  accountSuspended,
  accountResumed,
  accountClosed,
  ownershipOffered,
  ownershipAccepted,
  ownershipDeclined,
  ownershipWithdrawn,
  ownershipLapsed,
};

export type MailKind = keyof typeof mails;
export type MailProps = { [Kind in MailKind]: Parameters<(typeof mails)[Kind]>[0] };

export const mailKinds = Object.keys(mails) as MailKind[];

export interface Mail {
  subject: string;
  html: string;
  text: string;
}

/** React Email takes half a second to load; `main` may call this early so that no transaction waits for it. */
export const loadTemplates = () => import('./html.ts');

/** Texts of outsiders (names, notes) are cut, stripped and unlinked here; callers pass them as they are. */
export async function renderMail<Kind extends MailKind>(
  kind: Kind,
  props: MailProps[Kind],
  context: MailContext,
): Promise<Mail> {
  const { letterHtml } = await loadTemplates();
  const write = mails[kind] as (props: MailProps[Kind], context: MailContext) => Letter;
  const letter = write(props, context);
  return {
    subject: letter.subject,
    html: await letterHtml(letter, context.locale),
    text: letterText(letter, context.locale),
  };
}
