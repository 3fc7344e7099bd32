import { describe, expect, it } from 'vitest';
import { domainsRegister, domainsSaveRecord, domainsSetNameservers } from './domains.ts';

const account = `acc_${'a'.repeat(20)}`;
const domain = `dom_${'a'.repeat(20)}`;

const record = (some: object) =>
  domainsSaveRecord.safeParse({ account, domain, name: 'www', ttl: 3600, ...some });
const valueOf = (type: string, value: string) => record({ type, value }).data?.value;

describe('DNS records', () => {
  it.each([
    ['A', ' 192.0.2.1 ', '192.0.2.1'],
    ['AAAA', '2001:DB8::1', '2001:db8::1'],
    ['CNAME', 'Shop.Example.COM.', 'shop.example.com'],
    ['CNAME', 'münchen.example', 'xn--mnchen-3ya.example'],
    ['MX', '10  Mail.example.com.', '10 mail.example.com'],
    ['TXT', 'v=spf1 -all', 'v=spf1 -all'],
    ['CAA', '0 issue letsencrypt.org', '0 issue "letsencrypt.org"'],
    ['NS', 'ns1.example.net', 'ns1.example.net'],
    ['SRV', '10 5 5060 sip.example.com', '10 5 5060 sip.example.com'],
  ])('keeps a %s in one spelling, which it takes again', (type, typed, kept) => {
    expect(valueOf(type, typed)).toBe(kept);
    expect(valueOf(type, kept)).toBe(kept);
  });

  it.each([
    ['A', '300.1.1.1'],
    ['A', '2001:db8::1'],
    ['AAAA', '192.0.2.1'],
    ['AAAA', 'fe80::1%eth0'],
    ['CNAME', 'localhost'],
    ['CNAME', 'a b.example'],
    ['CNAME', '192.0.2.1'],
    ['MX', 'mail.example.com'],
    ['MX', '70000 mail.example.com'],
    ['MX', '10 mail.example.com more'],
    ['TXT', 'line\u0000break'],
    ['TXT', 'x'.repeat(2049)],
    ['CAA', '1 issue "x"'],
    ['CAA', '0 other "x"'],
    ['SRV', '10 5 sip.example.com'],
  ])('refuses a %s that is %j, beside its value', (type, value) => {
    expect(record({ type, value }).error?.issues[0]).toMatchObject({ path: ['value'], message: 'invalid' });
  });

  it.each(['@', '', 'www', '*', '*.shop', '_dmarc', 'a.b'])('takes the name %j', (name) => {
    expect(record({ type: 'A', value: '192.0.2.1', name }).data?.name).toBe(name || '@');
  });

  it.each(['a b', 'www.*', '-x', 'a..b', 'x'.repeat(64)])('refuses the name %j', (name) => {
    expect(record({ type: 'A', value: '192.0.2.1', name }).error?.issues[0]?.path).toEqual(['name']);
  });

  it('refuses an alias and other nameservers for the domain itself', () => {
    for (const type of ['CNAME', 'NS'])
      expect(record({ type, value: 'a.example.com', name: '@' }).error?.issues[0]?.path).toEqual(['name']);
  });

  it.each([59, 604_801, 60.5])('refuses to be kept for %d seconds', (ttl) => {
    expect(record({ type: 'A', value: '192.0.2.1', ttl }).error?.issues[0]?.path).toEqual(['ttl']);
  });
});

describe('names', () => {
  it('registers by the A-label', () => {
    expect(domainsRegister.parse({ account, name: 'Bücher.example' }).name).toBe('xn--bcher-kva.example');
  });

  it.each(['example', 'exa mple.com', '_x.example', '1.2.3.4', 'http://example.com'])(
    'does not register %j',
    (name) => {
      expect(domainsRegister.safeParse({ account, name }).success).toBe(false);
    },
  );

  it('wants two to six nameservers, each once', () => {
    const with_ = (nameservers: string[]) =>
      domainsSetNameservers.safeParse({ account, domain, nameservers }).success;
    expect(with_(['ns1.example.net', 'ns2.example.net'])).toBe(true);
    expect(with_(['ns1.example.net'])).toBe(false);
    expect(with_(['ns1.example.net', 'NS1.example.net.'])).toBe(false);
    expect(with_(Array.from({ length: 7 }, (_, n) => `ns${n}.example.net`))).toBe(false);
  });
});
