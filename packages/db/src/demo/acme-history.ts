import type { Cast } from './acme.ts';
import type { Happening } from './history.ts';
import type { Seed } from './seed.ts';

/** What happened in Acme lately, as its log tells it. */
export function acmeHistory(
  seed: Seed,
  cast: Cast,
  { domainIds, serviceIds }: { domainIds: string[]; serviceIds: string[] },
): Happening[] {
  const { olivia, marek, tess, dora, anton, sam, vera } = cast;
  const { ago } = seed;
  const shop = { resource: `domains/${domainIds[1] ?? ''}` };
  const web1 = { resource: `services/${serviceIds[0] ?? ''}` };
  const web2 = { resource: `services/${serviceIds[1] ?? ''}` };
  const joined = (person: Cast[keyof Cast], days: number): Happening[] => [
    { at: ago(days + 1, 10), by: olivia, action: 'invitation.sent', data: { email: person.email } },
    {
      at: ago(days, 14),
      by: person,
      action: 'invitation.accepted',
      subject: person,
      data: { email: person.email },
    },
  ];
  const www = (value: string) => ({ type: 'CNAME', name: 'www', value, ttl: 3600 });
  return [
    { at: ago(900, 10), by: olivia, action: 'account.opened', data: { name: 'Acme' } },
    ...joined(marek, 700),
    ...joined(tess, 420),
    ...joined(anton, 365),
    ...joined(dora, 230),
    ...joined(vera, 60),
    {
      at: ago(40, 9, 5),
      by: tess,
      action: 'service.renamed',
      ...web1,
      data: { before: 'www', after: 'web-01' },
    },
    ...joined(sam, 8),
    {
      ...{ at: ago(5, 9, 20), by: anton, action: 'invoice.paid', resource: 'billing' },
      data: {
        name: `${seed.now.getUTCFullYear()}-9993`,
        method: 'Visa 4242',
        amountCents: 25_600,
        currency: 'EUR',
      },
    },
    { at: ago(4, 9), by: marek, action: 'member.suspended', subject: vera },
    {
      at: ago(3, 16, 47),
      by: sam,
      action: 'service.password_reset_requested',
      ...web2,
      data: { name: 'web-02' },
    },
    {
      at: ago(2, 10, 2),
      by: olivia,
      action: 'invitation.sent',
      data: { email: 'lea.fontaine@cabinet-lf.example' },
    },
    { at: ago(1, 7, 12), by: tess, action: 'service.restart_requested', ...web1, data: { name: 'web-01' } },
    { at: ago(1, 7, 13), action: 'service.restarted', ...web1, data: { name: 'web-01' } },
    {
      ...{ at: ago(1, 9, 12), by: dora, action: 'domain.record_saved', ...shop },
      data: {
        name: 'acme-shop.example',
        record: 'www',
        before: www('old-shop.example'),
        after: www('acme-shop.example'),
      },
    },
    {
      at: ago(1, 10, 2),
      by: marek,
      action: 'invitation.sent',
      data: { email: 't.becker@acme-gmbh.exmaple' },
    },
  ];
}
