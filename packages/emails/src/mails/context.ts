import { formatDate, formatUntil, type Locale } from '@mandate/messages';

/** An instant, as the database or the wire gives it. */
export type Moment = Date | string;

/** Where a mail leads and in which language it is. */
export interface MailContext {
  locale: Locale;
  origin: string;
}

export const pageUrl = ({ origin }: MailContext, path: string): string => new URL(path, origin).href;

/** The token stands behind `#`: no server sees or logs it when the link is opened. */
export function tokenUrl(context: MailContext, path: string, token: string): string {
  if (!/^[\w-]{8,256}$/.test(token)) throw new Error('A mail link needs a token of letters, digits, - and _');
  return `${pageUrl(context, path)}#${token}`;
}

export const accountUrl = (context: MailContext, accountId: string, page = ''): string =>
  pageUrl(context, `/accounts/${encodeURIComponent(accountId)}${page}`);

export const zoned = (context: MailContext, moment: Moment, timeZone = 'UTC'): string =>
  formatDate(moment, { locale: context.locale, timeZone, style: 'zoned' });

export const until = (context: MailContext, moment: Moment, timeZone: string): string =>
  formatUntil(moment, { locale: context.locale, timeZone });
