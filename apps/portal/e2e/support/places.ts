import type { TestDatabase } from '@mandate/db/testing';
import type { Places } from './pages.ts';

const inAcme = `account_id = (select id from accounts where name = 'Acme')`;

/** One of each thing of the demo that has a page of its own. */
const queries: Record<keyof Places, string> = {
  acme: `select id from accounts where name = 'Acme'`,
  own: `select id from accounts where name = 'Ada Byrne'`,
  dora: `select id from users where email = 'dora@dns-atelier.example'`,
  tess: `select id from users where email like 'tess@%'`,
  suspended: `select id from accounts where state = 'suspended' limit 1`,
  former: `select id from users where email = 'nils@berger-web.example'`,
  service: `select id from services where name = 'web-02' and ${inAcme}`,
  domain: `select id from domains where name = 'acme-shop.example' and ${inAcme}`,
  record: `select r.id from dns_records r join domains d on d.id = r.domain_id
    where d.name = 'acme-shop.example' and r.type = 'A'`,
  due: `select id from invoices where state = 'due' and ${inAcme} order by number desc limit 1`,
  paid: `select id from invoices where state = 'paid' and ${inAcme} order by number desc limit 1`,
  quote: `select id from quotes where state = 'open' and ${inAcme} order by number limit 1`,
  method: `select id from payment_methods where not preferred and ${inAcme} limit 1`,
  ticket: `select id from tickets where state = 'answered' and ${inAcme} order by number desc limit 1`,
  bounced: `select id from invitations where email = 't.becker@acme-gmbh.exmaple'`,
  pending: `select id from invitations where email = 'jonas@nordlicht.example'`,
  waiting: `select id from invitations where email = 'ada@byrne-agency.example' and state = 'open'`,
};

export async function placesOf({ owner }: TestDatabase): Promise<Places> {
  const em = owner.em.fork();
  const found: Partial<Places> = {};
  for (const [name, query] of Object.entries(queries)) {
    const [row] = await em.execute<{ id: string }[]>(query);
    if (!row) throw new Error(`The demo has no ${name}.`);
    found[name as keyof Places] = row.id;
  }
  return found as Places;
}
