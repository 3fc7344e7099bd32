import type { GrantSpec } from '../policy-types.ts';
import { addMember, everything, openAccount } from './accounts.ts';
import { acmeHistory } from './acme-history.ts';
import { addAcmePast } from './acme-past.ts';
import { addBilling } from './billing.ts';
import { addDomains } from './domains.ts';
import { addInvitation } from './invitations.ts';
import { addMail } from './mails.ts';
import type { people } from './people.ts';
import type { Seed } from './seed.ts';
import { addServices } from './services.ts';
import { addTickets } from './tickets.ts';

export type Cast = Record<keyof typeof people, { id: string; name: string; email: string }>;

const names = ['acme', 'acme-shop', 'acme-blog', 'acme-jobs', 'acme-mail', 'acme-press', 'acme-labs'];
const more = [
  'acme-france',
  'acme-italia',
  'acme-events',
  'acme-status',
  'acme-help',
  'acme-parts',
  'getacme',
];
export const acmeDomains = [...names, ...more].map((name) => `${name}.example`);
const services = ['web-01', 'web-02', 'web-03', 'db-01', 'mail-01', 'site-01'];

const profile = {
  ...{ company: 'Acme SAS', street: '12 rue des Ateliers', postalCode: '69003', city: 'Lyon', country: 'FR' },
  ...{ vatId: 'FR40303265045', phone: '+33 4 72 00 00 00' },
  ...{ billingEmail: 'billing@acme.example', technicalEmail: 'tech@acme.example' },
};

/** Midnight in Paris that ends the day `days` from now, and the one that ends the coming 31 March. */
export interface Ends {
  inSevenDays: Date;
  march: Date;
  year: Date;
}

export function addAcme(seed: Seed, cast: Cast, ends: Ends) {
  const { olivia, marek, tess, dora, anton, sam, vera } = cast;
  const acme = openAccount(seed, olivia, { name: 'Acme', days: 900, ...profile });
  const registrant = { name: 'Acme SAS', email: 'domains@acme.example' };
  const domainIds = addDomains(seed, acme, acmeDomains, registrant);
  const serviceIds = addServices(seed, acme, services);
  const [web1 = '', web2 = ''] = serviceIds;

  const colleague: GrantSpec = { ...everything, preset: 'colleague' };
  const inviting: GrantSpec = { permission: 'admin:users', admin: true };
  const technician: GrantSpec = { ...everything, preset: 'technician', billing: false, admin: false };
  const eight: GrantSpec = {
    preset: 'domain-manager',
    domains: { only: domainIds.slice(0, 8) },
    support: true,
  };
  const guard: GrantSpec = { preset: 'security-specialist', services: { only: [web2] }, support: true };
  const accountant: GrantSpec = { preset: 'accountant', billing: true, support: true };
  addMember(seed, acme, marek.id, [colleague, inviting], { days: 700, lastActiveAt: seed.ago(0.2) });
  addMember(seed, acme, tess.id, [technician], { days: 420, lastActiveAt: seed.ago(0.3) });
  addMember(seed, acme, dora.id, [{ ...eight, end: ends.march }], {
    days: 230,
    lastActiveAt: seed.ago(1, 16),
  });
  addMember(seed, acme, anton.id, [accountant], { days: 365, lastActiveAt: seed.ago(19, 9) });
  addMember(seed, acme, sam.id, [{ ...guard, end: ends.inSevenDays }], {
    days: 8,
    lastActiveAt: seed.ago(2, 15),
  });
  addMember(seed, acme, vera.id, [{ ...everything, preset: 'auditor', end: ends.year }], {
    ...{ days: 60, suspendedAt: seed.ago(4, 9), suspendedBy: marek.id, epoch: 2 },
  });

  addAcmePast(seed, acme, tess, serviceIds);

  addBilling(seed, acme, {
    ...{ months: 18, monthlyCents: 25_600, due: 2, paidBy: anton.id },
    quotes: ['Upgrade web-02 to Server L', 'Second mail server'],
  });
  addTickets(seed, acme, 12, [tess, olivia, dora, marek]);
  const two = { services: { only: [web1, web2] } };
  addInvitation(seed, acme, {
    ...{ email: 't.becker@acme-gmbh.exmaple', inviter: marek, days: 1 },
    grants: ['services:manage', 'services:signin'].map((permission) => ({ permission, ...two })),
    mail: {
      ...{ state: 'bounced', cause: 'no_domain' },
      reason: '550 5.1.2 Host unknown: acme-gmbh.exmaple',
    },
  });
  addInvitation(seed, acme, {
    ...{ email: 'jonas@nordlicht.example', days: 0 },
    grants: [{ preset: 'domain-manager', domains: { only: domainIds }, support: true }],
    mail: { state: 'delayed', cause: 'asked_to_wait' },
  });
  addInvitation(seed, acme, {
    ...{ email: 'lea.fontaine@cabinet-lf.example', locale: 'fr', days: 2, grants: [accountant] },
  });
  for (const [person, days] of [
    [dora, 230],
    [sam, 8],
  ] as const) {
    const subject = 'Your access to Acme has changed';
    const at = seed.ago(days - 1, 9, 30);
    addMail(seed, acme, { kind: 'access_changed', recipient: person.email, userId: person.id, subject, at });
  }
  return { acme, history: acmeHistory(seed, cast, { domainIds, serviceIds }) };
}
