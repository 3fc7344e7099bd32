import { m } from '@mandate/messages';
import { cleanAddress, cleanName } from '../clean.ts';
import { text, type Letter } from '../letter.ts';
import { link, strong } from '../words.ts';
import { pageUrl, zoned, type MailContext, type Moment } from './context.ts';
import { tellUs, tokenBlocks } from './parts.ts';

export interface LoginProps {
  recipient: string;
  /** Name of the person. */
  name: string;
}

export interface LoginTokenProps extends LoginProps {
  token: string;
  expiresAt: Moment;
  timeZone?: string;
}

export interface LoginEventProps extends LoginProps {
  at: Moment;
  timeZone?: string;
}

const who = (props: LoginProps) => ({ name: cleanName(props.name), email: cleanAddress(props.recipient) });

const validUntil = (props: LoginTokenProps, context: MailContext) =>
  text(
    m.mails_valid_until(
      { expires: strong(zoned(context, props.expiresAt, props.timeZone)) },
      { locale: context.locale },
    ),
  );

export function verifyEmail(props: LoginTokenProps, context: MailContext): Letter {
  const { locale } = context;
  const words = who(props);
  const opening = m.mails_verify_email_opening({}, { locale });
  return {
    subject: m.mails_verify_email_subject(words, { locale }),
    title: m.mails_verify_email_title({}, { locale }),
    preview: opening,
    blocks: [
      text(m.mails_verify_email_text(words, { locale })),
      validUntil(props, context),
      ...tokenBlocks(context, {
        path: '/verify',
        token: props.token,
        button: m.mails_verify_email_button({}, { locale }),
        opening,
      }),
    ],
    because: m.mails_verify_email_because(words, { locale }),
  };
}

export function haveLogin(props: LoginProps, context: MailContext): Letter {
  const { locale } = context;
  const words = who(props);
  const intro = m.mails_have_login_text(words, { locale });
  const reset = link(m.mails_have_login_reset({}, { locale }), pageUrl(context, '/reset'));
  return {
    subject: m.mails_have_login_subject(words, { locale }),
    title: m.mails_have_login_title({}, { locale }),
    preview: intro,
    blocks: [
      text(intro),
      { kind: 'button', label: m.mails_have_login_button({}, { locale }), url: pageUrl(context, '/sign-in') },
      text(m.mails_have_login_forgotten({ reset }, { locale })),
    ],
    because: m.mails_have_login_because(words, { locale }),
  };
}

export function resetPassword(props: LoginTokenProps, context: MailContext): Letter {
  const { locale } = context;
  const words = who(props);
  const opening = m.mails_reset_password_opening({}, { locale });
  return {
    subject: m.mails_reset_password_subject(words, { locale }),
    title: m.mails_reset_password_title({}, { locale }),
    preview: opening,
    blocks: [
      text(m.mails_reset_password_text(words, { locale })),
      validUntil(props, context),
      ...tokenBlocks(context, {
        path: '/reset',
        token: props.token,
        button: m.mails_reset_password_button({}, { locale }),
        opening,
      }),
    ],
    because: m.mails_reset_password_because({}, { locale }),
  };
}

/** To the new address. */
export function confirmEmailChange(props: LoginTokenProps, context: MailContext): Letter {
  const { locale } = context;
  const words = who(props);
  const opening = m.mails_verify_email_opening({}, { locale });
  return {
    subject: m.mails_confirm_email_change_subject(words, { locale }),
    title: m.mails_confirm_email_change_title({}, { locale }),
    preview: opening,
    blocks: [
      text(m.mails_confirm_email_change_text(words, { locale })),
      validUntil(props, context),
      ...tokenBlocks(context, {
        path: '/verify-change',
        token: props.token,
        button: m.mails_confirm_email_change_button({}, { locale }),
        opening,
      }),
    ],
    because: m.mails_confirm_email_change_because(words, { locale }),
  };
}

/** To the old address. */
export function emailChanged(props: LoginEventProps & { newEmail: string }, context: MailContext): Letter {
  const { locale } = context;
  const words = {
    ...who(props),
    newEmail: cleanAddress(props.newEmail),
    at: zoned(context, props.at, props.timeZone),
  };
  const changed = m.mails_email_changed_text(words, { locale });
  return {
    subject: m.mails_email_changed_subject(words, { locale }),
    title: m.mails_email_changed_title({}, { locale }),
    preview: changed,
    blocks: [text(changed), text(m.mails_email_changed_not_you({ tell: tellUs(context) }, { locale }))],
    because: m.mails_because_login(words, { locale }),
  };
}

export function passwordChanged(props: LoginEventProps, context: MailContext): Letter {
  const { locale } = context;
  const words = { ...who(props), at: zoned(context, props.at, props.timeZone) };
  const changed = m.mails_password_changed_text(words, { locale });
  const reset = link(m.mails_set_new_password({}, { locale }), pageUrl(context, '/reset'));
  return {
    subject: m.mails_password_changed_subject(words, { locale }),
    title: m.mails_password_changed_title({}, { locale }),
    preview: changed,
    blocks: [text(changed), text(m.mails_not_you_support({ reset, tell: tellUs(context) }, { locale }))],
    because: m.mails_because_login(words, { locale }),
  };
}

export function loginDeleted(props: LoginEventProps, context: MailContext): Letter {
  const { locale } = context;
  const words = { ...who(props), at: zoned(context, props.at, props.timeZone) };
  const deleted = m.mails_login_deleted_text(words, { locale });
  return {
    subject: m.mails_login_deleted_subject(words, { locale }),
    title: m.mails_login_deleted_title({}, { locale }),
    preview: deleted,
    blocks: [text(deleted), text(m.mails_login_deleted_not_you({ tell: tellUs(context) }, { locale }))],
    because: m.mails_because_login(words, { locale }),
  };
}
