import { m } from '@mandate/messages';
import { small, type Block } from '../letter.ts';
import { bareLink, link } from '../words.ts';
import { pageUrl, tokenUrl, type MailContext } from './context.ts';

/** Button, the link in full, and the token as a code, so that the mail works without JavaScript too. */
export function tokenBlocks(
  context: MailContext,
  { path, token, button, opening }: { path: string; token: string; button: string; opening: string },
): Block[] {
  const { locale } = context;
  const url = tokenUrl(context, path, token);
  return [
    { kind: 'button', label: button, url },
    small(opening),
    { kind: 'address', label: m.mails_button_fails({}, { locale }), url },
    { kind: 'code', label: m.mails_code({ url: bareLink(pageUrl(context, path)) }, { locale }), code: token },
  ];
}

export const tellUs = (context: MailContext): string =>
  link(m.mails_tell_us({}, { locale: context.locale }), pageUrl(context, '/help'));
