import { openAccount } from './accounts.ts';
import type { Cast } from './acme.ts';
import { addBilling } from './billing.ts';
import { addDomains } from './domains.ts';
import type { Happening } from './history.ts';
import { addInvitation } from './invitations.ts';
import { ines } from './people.ts';
import type { Seed } from './seed.ts';
import { addServices } from './services.ts';
import { addTickets } from './tickets.ts';

const domains = ['brandt-printing', 'brandt-posters', 'brandt-cards', 'print-by-otto', 'otto-brandt'];

/** An account of its own, with an invitation that waits for Ines. */
export function addOtto(seed: Seed, { otto }: Cast) {
  const account = openAccount(seed, otto, {
    ...{
      name: 'Otto Brandt Printing',
      days: 500,
      company: 'Otto Brandt Printing',
      city: 'Leipzig',
      country: 'DE',
    },
    timeZone: 'Europe/Berlin',
  });
  const names = domains.map((name) => `${name}.example`);
  const domainIds = addDomains(seed, account, names, { name: otto.name, email: otto.email });
  addServices(seed, account, ['web-01', 'mail-01', 'site-01']);
  addBilling(seed, account, { months: 8, monthlyCents: 6700, quotes: ['A bigger mailbox'] });
  addTickets(seed, account, 3, [otto]);
  addInvitation(seed, account, {
    ...{ email: ines, days: 1, note: 'For the new poster shop. Thank you!' },
    grants: [{ preset: 'domain-manager', domains: { only: domainIds.slice(0, 2) }, support: true }],
  });
  const history: Happening[] = [
    { at: seed.ago(500, 10), by: otto, action: 'account.opened', data: { name: account.name } },
    { at: seed.ago(1, 10, 2), by: otto, action: 'invitation.sent', data: { email: ines } },
  ];
  return { account, history };
}
