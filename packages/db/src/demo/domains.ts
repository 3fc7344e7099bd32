import { DnsRecord, Domain } from '../entities/index.ts';
import { newId } from '../ids.ts';
import type { DemoAccount } from './accounts.ts';
import type { Seed } from './seed.ts';

const hour = 3600;

function records(name: string, n: number): [type: string, name: string, value: string, ttl: number][] {
  const host = (n % 200) + 20;
  return [
    ['A', '@', `203.0.113.${host}`, hour],
    ['AAAA', '@', `2001:db8:4c:1::${host}`, hour],
    ['CNAME', 'www', `${name}.`, hour],
    ['MX', '@', '10 mx1.mail-atelier.example.', 4 * hour],
    ['TXT', '@', 'v=spf1 include:_spf.mail-atelier.example -all', 4 * hour],
    ['CAA', '@', '0 issue "letsencrypt.org"', 24 * hour],
  ];
}

/** Domains with their DNS; the ids are in the order of the names. */
export function addDomains(
  seed: Seed,
  account: DemoAccount,
  names: readonly string[],
  registrant: { name: string; email: string },
): string[] {
  return names.map((name, n) => {
    const id = newId('dom');
    seed.add(Domain, {
      ...{ id, accountId: account.id, name, expiresOn: seed.on(((n * 37) % 340) + 12) },
      ...{ autoRenew: n % 5 !== 3, transferLock: n % 7 !== 6 },
      nameservers: ['ns1.mandate.example', 'ns2.mandate.example'],
      ...{
        registrantName: registrant.name,
        registrantEmail: registrant.email,
        createdAt: seed.ago(800 - n, 11),
      },
    });
    for (const [type, host, value, ttl] of records(name, n)) {
      const place = { id: newId('rec'), accountId: account.id, domainId: id };
      seed.add(DnsRecord, { ...place, type, name: host, value, ttl });
    }
    return id;
  });
}
