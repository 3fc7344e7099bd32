import type { GrantSpec } from '../policy-types.ts';
import { addMember, everything, openAccount } from './accounts.ts';
import type { DemoAccount } from './accounts.ts';
import type { Cast, Ends } from './acme.ts';
import { lumenDomains, smallAccounts } from './agency-accounts.ts';
import { addBilling } from './billing.ts';
import { addDomains } from './domains.ts';
import type { Happening } from './history.ts';
import { addInvitation } from './invitations.ts';
import type { Seed } from './seed.ts';
import { addServices, numbered } from './services.ts';
import { addTickets } from './tickets.ts';

interface Opened {
  account: DemoAccount;
  history: Happening[];
}

const address = (name: string, domain: string) =>
  `${
    name
      .split(' ')[0]
      ?.toLowerCase()
      .normalize('NFD')
      .replace(/[^a-z]/g, '') ?? 'owner'
  }@${domain}.example`;

function openFor(seed: Seed, name: string, ownerName: string, domain: string, days: number) {
  const email = address(ownerName, domain);
  const owner = { id: seed.user({ name: ownerName, email }, days), name: ownerName, email };
  const account = openAccount(seed, owner, { name, days, company: name });
  const history = [{ at: seed.ago(days, 10), by: owner, action: 'account.opened', data: { name } }];
  return { account, owner, history };
}

/** What the agency was given, differently from customer to customer. */
function rights(n: number, ids: { services: string[]; domains: string[] }): GrantSpec {
  const [service = ''] = ids.services;
  const only = { services: { only: ids.services }, domains: { only: ids.domains }, support: true };
  if (n % 5 === 1) return { ...everything, preset: 'full' };
  if (n % 5 === 2) return { ...only, preset: 'technician' };
  if (n % 5 === 3) return { preset: 'domain-manager', domains: { except: [] }, support: true };
  if (n % 5 === 4) return { preset: 'web-agency', services: { only: [service] }, domains: only.domains };
  return { ...only, preset: 'web-agency' };
}

function addSmall(seed: Seed, ada: Cast['ada'], ends: Ends, n: number): Opened | undefined {
  const [name, ownerName, domain] = smallAccounts[n] ?? [];
  if (name === undefined || ownerName === undefined || domain === undefined) return undefined;
  const days = 150 + n * 11;
  const { account, owner, history } = openFor(seed, name, ownerName, domain, days);
  const names = [
    `${domain}.example`,
    ...(n % 3 === 0 ? [`${domain}-shop.example`, `my-${domain}.example`] : []),
  ];
  const domains = addDomains(seed, account, names, owner);
  const services = addServices(seed, account, n % 4 === 0 ? ['site-01', 'mail-01'] : ['site-01']);
  addBilling(seed, account, { months: 2 + (n % 3), monthlyCents: 900 + n * 100, due: n % 2 });
  if (n % 4 === 1) addTickets(seed, account, 2, [owner]);
  const given = { ...rights(n, { domains, services }), ...(n % 6 === 4 && { end: ends.march }) };
  const paused = { suspendedAt: seed.ago(3, 9), suspendedBy: owner.id, epoch: 2 };
  const isPaused = name === 'Orchestre des Deux Rives';
  addMember(seed, account, ada.id, [given], { days: days - 20, ...(isPaused && paused) });
  return { account, history };
}

/** The two customers with much to page through. */
function addLarge(seed: Seed, ada: Cast['ada']): Opened[] {
  const lumen = openFor(seed, 'Lumen Studios', 'Helena Lumen', 'lumen-studios', 640);
  const domains = addDomains(seed, lumen.account, lumenDomains, lumen.owner);
  addServices(seed, lumen.account, numbered('site', 9));
  addBilling(seed, lumen.account, { months: 30, monthlyCents: 18_400, quotes: ['Sixty certificates'] });
  addTickets(seed, lumen.account, 30, [lumen.owner, ada]);
  const most: GrantSpec = {
    preset: 'domain-manager',
    domains: { except: domains.slice(0, 3) },
    support: true,
  };
  addMember(seed, lumen.account, ada.id, [most], { days: 600, lastActiveAt: seed.ago(1, 11) });

  const nordwind = openFor(seed, 'Nordwind Hosting', 'Jens Nordwind', 'nordwind-hosting', 720);
  const racks = [
    ...numbered('web', 120),
    ...numbered('db', 40),
    ...numbered('mail', 30),
    ...numbered('site', 10),
  ];
  addServices(seed, nordwind.account, racks);
  addDomains(seed, nordwind.account, ['nordwind-hosting.example', 'nordwind-status.example'], nordwind.owner);
  addBilling(seed, nordwind.account, { months: 28, monthlyCents: 912_000, due: 2 });
  addTickets(seed, nordwind.account, 28, [nordwind.owner, ada]);
  const all: GrantSpec = {
    preset: 'technician',
    services: { except: [] },
    domains: { except: [] },
    support: true,
  };
  addMember(seed, nordwind.account, ada.id, [all], { days: 500, lastActiveAt: seed.ago(2, 8) });
  return [lumen, nordwind];
}

/** Thirty accounts in which Ada works: her own, two large ones and the small ones; an invitation to another waits. */
export function addAgency(seed: Seed, { ada }: Cast, ends: Ends): Opened[] {
  const own = openAccount(seed, ada, { name: ada.name, days: 800 });
  const opened = [{ at: seed.ago(800, 10), by: ada, action: 'account.opened', data: { name: ada.name } }];
  const small = smallAccounts.map((_, n) => addSmall(seed, ada, ends, n)).filter((one) => one !== undefined);
  const silva = openFor(seed, 'Silva Cycles', 'Marta Silva', 'silva-cycles', 90);
  addServices(seed, silva.account, ['site-01']);
  addInvitation(seed, silva.account, {
    ...{ email: ada.email, days: 3, grants: [{ preset: 'technician', services: { except: [] } }] },
  });
  return [{ account: own, history: opened }, silva, ...addLarge(seed, ada), ...small];
}
