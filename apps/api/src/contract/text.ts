import { domainToASCII } from 'node:url';
import { z } from 'zod';

/**
 * Control characters, line separators, and marks that show nothing or turn the direction of text: they make a name
 * read as something else, or two names look the same. Joiners stay: scripts and emoji need them.
 */
const hidden = /[\p{Cc}\p{Zl}\p{Zp}]|(?![\u200c\u200d])\p{Cf}/u;

/** A character that leaves ink: neither a space nor one of the fillers that Unicode counts among the letters. */
const visible = /(?![\p{Default_Ignorable_Code_Point}\u2800])[\p{L}\p{N}\p{P}\p{S}]/u;

const within = (text: string, max: number): boolean => text.length <= 2 * max && [...text].length <= max;

function shown(max: number, clean: (text: string) => string, allowed = '') {
  return z
    .string()
    .refine((text) => text.isWellFormed(), 'invalid')
    .transform(clean)
    .refine((text) => !hidden.test(allowed ? text.replaceAll(allowed, '') : text), 'invalid')
    .refine((text) => within(text, max), 'too_long');
}

/** One spelling of each line: what looks the same when it is typed again is the same. */
const oneLine = (text: string): string =>
  text
    .trim()
    .normalize('NFC')
    .replace(/\p{Zs}+/gu, ' ');

/** One line of text that people read, at most `max` code points; may be empty. */
export const optionalText = (max: number) => shown(max, oneLine);

/** One line of text that people read, 1 to `max` code points. */
export const safeText = (max: number) => optionalText(max).refine((text) => visible.test(text), 'required');

/** Several lines (a ticket, a note), 1 to `max` code points; line ends become `\n`. */
export const safeLines = (max: number) =>
  shown(max, (text) => text.replace(/\r\n?/g, '\n').trim().normalize('NFC'), '\n').refine(
    (text) => visible.test(text),
    'required',
  );

/** What a person searches for. */
export const search = optionalText(100).optional();

const localPart = /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/;
const label = '[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?';
const hostName = new RegExp(`^(${label}\\.)+(?=[a-z0-9-]*[a-z])${label}$`);
const ascii = /^[\x21-\x7e]+$/;

/** The one spelling of an address that identifies a mailbox, or null when it is none. */
export function normalEmail(text: string): string | null {
  const address = text.trim();
  const at = address.lastIndexOf('@');
  const local = address.slice(0, at);
  // Before lower-casing: the Kelvin sign and the dotted capital I become ASCII letters by it.
  if (at < 1 || local.length > 64 || !ascii.test(local)) return null;
  const domain = domainToASCII(address.slice(at + 1));
  const whole = `${local.toLowerCase()}@${domain}`;
  return localPart.test(local.toLowerCase()) && hostName.test(domain) && whole.length <= 254 ? whole : null;
}

export const emailAddress = z
  .string()
  .max(1000, 'too_long')
  .transform((text, check) => {
    const address = normalEmail(text);
    if (address !== null) return address;
    check.addIssue({ code: 'custom', message: text.trim() === '' ? 'required' : 'email', input: text });
    return z.NEVER;
  });

/** A password as typed to sign in: verbatim, nothing trimmed, bounded. */
export const anyPassword = z
  .string()
  .min(1)
  .max(200)
  .refine((text) => text.isWellFormed(), 'invalid');

/** A password to be set: length counts, composition does not. Common ones are refused when it is set. */
export const newPassword = anyPassword.min(10);

export const locale = z.enum(['en', 'fr']);

/** An id as `newId` makes it. */
export const id = (prefix: string) => z.string().regex(new RegExp(`^${prefix}_[a-z0-9]{20}$`), 'invalid');

export const account = id('acc');

/** The digest of an offer, as the page that is being answered showed it; another one is no wrong input, but stale. */
export const seen = z.string().max(64);

/** 1-based page of a list. */
export const page = z.int().min(1).max(100_000).default(1);

/** A token from a mail: 32 bytes in base64url, as pasted (spaces around it do no harm). */
export const mailedToken = z
  .string()
  .max(200)
  .trim()
  .regex(/^[A-Za-z0-9_-]{43}$/, 'invalid');
