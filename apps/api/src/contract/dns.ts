import { isIPv4, isIPv6 } from 'node:net';
import { domainToASCII } from 'node:url';

export const recordTypes = ['A', 'AAAA', 'CNAME', 'MX', 'TXT', 'CAA', 'NS', 'SRV'] as const;
export type RecordType = (typeof recordTypes)[number];

const label = '[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?';
const strictLabel = '[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?';
const recordNamePattern = new RegExp(`^(\\*|${label})(\\.${label})*$`);
const hostNamePattern = new RegExp(`^(${label}\\.)+(?=[a-z0-9-]*[a-z])${strictLabel}$`);
const domainNamePattern = new RegExp(`^(${strictLabel}\\.)+(?=[a-z0-9-]*[a-z])${strictLabel}$`);

/** Lower case, without the last dot, letters beyond ASCII as `xn--`. */
function ascii(text: string): string {
  const bare = text.trim().toLowerCase().replace(/\.$/, '');
  return /^[\x21-\x7e]*$/.test(bare) ? bare : domainToASCII(bare);
}

/** A record's name inside its domain: `@`, `www`, `*.shop`, `_dmarc`; null when it is none. */
export function recordName(text: string): string | null {
  const name = ascii(text);
  if (name === '' || name === '@') return text.trim() === '' || name === '@' ? '@' : null;
  return name.length <= 200 && recordNamePattern.test(name) ? name : null;
}

/** A host that a record or a nameserver points to; null when it is none. */
export function hostName(text: string): string | null {
  const name = ascii(text);
  return name.length <= 253 && hostNamePattern.test(name) ? name : null;
}

/** A name that can be registered, in its A-label form; null when it is none. */
export function domainName(text: string): string | null {
  const name = ascii(text);
  return name.length <= 253 && domainNamePattern.test(name) ? name : null;
}

const number = (text: string | undefined, most: number): boolean =>
  text !== undefined && /^(0|[1-9]\d{0,4})$/.test(text) && Number(text) <= most;

const words = (text: string): string[] => text.trim().split(/\s+/);

function mx(text: string): string | null {
  const [priority, host = '', ...rest] = words(text);
  const target = hostName(host);
  return number(priority, 65535) && target && rest.length === 0 ? `${priority} ${target}` : null;
}

function srv(text: string): string | null {
  const [priority, weight, port, host = '', ...rest] = words(text);
  const target = host === '.' ? '.' : hostName(host);
  const fits = number(priority, 65535) && number(weight, 65535) && number(port, 65535) && rest.length === 0;
  return fits && target ? `${priority} ${weight} ${port} ${target}` : null;
}

function caa(text: string): string | null {
  const found = /^(0|128) (issue|issuewild|iodef) "?([\x21\x23-\x7e ]{1,200}?)"?$/.exec(
    words(text).join(' '),
  );
  return found ? `${found[1]} ${found[2]} "${found[3]}"` : null;
}

function txt(text: string): string | null {
  const value = text.trim();
  const bytes = Buffer.byteLength(value);
  return bytes > 0 && bytes <= 2048 && /^[^\p{Cc}\p{Cs}]+$/u.test(value) ? value : null;
}

/** A value in the one spelling that is stored, or null when it does not fit its type. */
export const recordValue: Record<RecordType, (text: string) => string | null> = {
  A: (text) => (isIPv4(text.trim()) ? text.trim() : null),
  AAAA: (text) => (isIPv6(text.trim()) && !text.includes('%') ? text.trim().toLowerCase() : null),
  CNAME: hostName,
  NS: hostName,
  MX: mx,
  SRV: srv,
  CAA: caa,
  TXT: txt,
};
