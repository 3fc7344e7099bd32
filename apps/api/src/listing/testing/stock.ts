import {
  appendEvent,
  Delivery,
  Domain,
  Grant,
  inTransaction,
  Invitation,
  Invoice,
  Membership,
  newId,
  OutboxMessage,
  Payment,
  PaymentMethod,
  Quote,
  Service,
  Ticket,
  User,
  type Em,
} from '@mandate/db';
import type { Areas } from '../../features/areas.testing.ts';

/** More than two pages of everything. */
export const many = 60;

const numbers = Array.from({ length: many }, (_, n) => n);
const padded = (n: number) => String(n).padStart(2, '0');
const far = '2098-12-31';

/** A row that a list may hold, and the address under which the policy is asked about it. */
export interface Thing {
  key: string;
  address: string;
  name: string;
}

export interface Stock {
  services: Thing[];
  domains: Thing[];
  bills: { invoices: Thing[]; quotes: Thing[]; payments: Thing[]; methods: Thing[] };
  members: Thing[];
  /** Those whose access has ended. */
  former: Thing[];
  invitations: Thing[];
  /** Who opened it decides whether it is an own or another one. */
  tickets: (Thing & { openedBy: string })[];
  mails: Thing[];
  events: Thing[];
}

function containers(em: Em, accountId: string) {
  const nameservers = ['ns1.mandate.example', 'ns2.mandate.example'];
  const registrant = { registrantName: 'Olivia', registrantEmail: 'o@acme.example' };
  const server = { kind: 'server', plan: 'Server M', region: 'Paris', priceCents: 2400 } as const;
  const services = numbers.map((n) => {
    const row = { id: newId('svc'), accountId, name: `web-${padded(n)}`, ...server };
    em.create(Service, { ...row, address: '192.0.2.1', username: 'root', renewsOn: far });
    return { key: row.id, address: `services/${row.id}`, name: row.name };
  });
  const domains = numbers.map((n) => {
    const row = { id: newId('dom'), accountId, name: `site-${padded(n)}.example`, ...registrant };
    em.create(Domain, { ...row, expiresOn: '2026-01-31', autoRenew: false, nameservers });
    return { key: row.id, address: `domains/${row.id}`, name: row.name };
  });
  return { services, domains };
}

function bills(em: Em, accountId: string, paidBy: string) {
  const bill = (key: string, name: string): Thing => ({ key, address: `billing/${key}`, name });
  const all = numbers.map((n) => {
    const [invoice, quote, payment, method] = [newId('inv'), newId('quo'), newId('pay'), newId('pm')];
    const money = { accountId, amountCents: 900 };
    const dates = { issuedOn: '2026-01-01', dueOn: far };
    const [number, quoted] = [`2026-${padded(n)}`, `Q-${padded(n)}`];
    em.create(Invoice, { ...money, ...dates, id: invoice, number, lines: [] });
    em.create(Quote, { ...money, id: quote, number: quoted, title: 'Move', validUntil: far });
    const methodLabel = `Card ${padded(n)}`;
    em.create(Payment, { ...money, id: payment, invoiceId: invoice, methodLabel, paidBy });
    const debit = { kind: 'debit', label: 'Bank', lastFour: '0001', preferred: n === 0 } as const;
    em.create(PaymentMethod, { id: method, accountId, ...debit });
    return {
      invoice: bill(invoice, number),
      quote: bill(quote, quoted),
      payment: bill(payment, methodLabel),
      method: bill(method, 'Bank'),
    };
  });
  return {
    invoices: all.map(({ invoice }) => invoice),
    quotes: all.map(({ quote }) => quote),
    payments: all.map(({ payment }) => payment),
    methods: all.map(({ method }) => method),
  };
}

function tickets(em: Em, accountId: string, openers: readonly string[]) {
  return numbers.map((n) => {
    const openedBy = openers[n % openers.length] ?? '';
    const id = newId('tkt');
    em.create(Ticket, { id, accountId, number: n + 1, subject: `Question ${padded(n)}`, openedBy });
    return { key: id, address: `support/${id}`, name: `Question ${padded(n)}`, openedBy };
  });
}

function mails(em: Em, accountId: string, addresses: readonly string[]): Thing[] {
  return addresses.map((address, n) => {
    const id = newId('out');
    const at = new Date();
    const words = { kind: 'accessChanged', locale: 'en', subject: `Mail ${padded(n)}` } as const;
    const sent = { createdAt: at, sendAfter: at, sentAt: at, recipient: 'somebody@people.example' };
    em.create(OutboxMessage, { id, accountId, resource: address, ...words, ...sent });
    em.create(Delivery, { outboxId: id, accountId, state: 'delivered', at });
    return { key: id, address, name: words.subject };
  });
}

const weak = { permission: 'admin:members', admin: true };

function people(
  em: Em,
  accountId: string,
  givenBy: string,
): Pick<Stock, 'members' | 'former' | 'invitations'> {
  const person = (name: string, gone: Partial<Pick<Membership, 'endedAt' | 'endReason'>>) => {
    const id = newId('usr');
    em.create(User, { id, name, email: `${id.slice(4)}@people.example`, locale: 'en' });
    em.create(Membership, { accountId, userId: id, ...gone });
    const grant = { id: newId('gra'), accountId, userId: id, givenBy };
    em.create(Grant, { ...grant, ...weak, ...gone });
    return { key: id, address: 'admin', name };
  };
  const members = numbers.map((n) => person(`Member ${padded(n)}`, {}));
  const gone = { endedAt: new Date(), endReason: 'left' } as const;
  const former = numbers.map((n) => person(`Former ${padded(n)}`, gone));
  const invitations = numbers.map((n) => {
    const [id, email] = [newId('ivt'), `guest-${padded(n)}@people.example`];
    const open = { locale: 'en', way: 'mailed', tokenHash: id, grants: [weak] } as const;
    const expiresAt = new Date(Date.now() + 86_400_000);
    em.create(Invitation, { id, accountId, email, inviterUserId: givenBy, expiresAt, ...open });
    return { key: id, address: 'admin', name: email };
  });
  return { members, former, invitations };
}

/** Fills Acme with everything that lists are made of; tickets are opened by `openers` in turn. */
export async function stock(world: Areas, openers: readonly string[]): Promise<Stock> {
  const em = world.em();
  const held = containers(em, world.acme);
  const billed = bills(em, world.acme, world.olivia.id);
  const known = people(em, world.acme, world.olivia.id);
  const asked = tickets(em, world.acme, openers);
  await em.flush();
  const each = [held.services, held.domains, billed.invoices, asked];
  const addresses = numbers.map((n) => (each[n % each.length]?.[n] ?? asked[n])!.address);
  const written = mails(em, world.acme, addresses);
  await em.flush();
  const events: Thing[] = [];
  for (const [n, resource] of addresses.entries()) {
    const said = { action: 'domain.renewed', resource, data: { name: `Thing ${padded(n)}` } };
    const seq = await inTransaction(world.api.db.orm, { account: world.acme }, (inner) =>
      appendEvent(inner, { accountId: world.acme, actorKind: 'system', actorName: 'Mandate', ...said }),
    );
    events.push({ key: String(seq), address: resource, name: said.data.name });
  }
  return { ...held, ...known, bills: billed, tickets: asked, mails: written, events };
}
