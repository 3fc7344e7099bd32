import { domainToUnicode } from 'node:url';
import { domainName } from '../../contract/dns.ts';

/** The name as its readers write it, where that differs from the one in the DNS. */
export function nativeName(name: string): string | null {
  const native = domainToUnicode(name);
  return native !== '' && native !== name ? native : null;
}

/** What is searched for: `münchen.example` is stored the way the DNS writes it. */
export function spellings(q: string): string[] {
  const ascii = domainName(q);
  return ascii === null || ascii === q ? [q] : [q, ascii];
}
