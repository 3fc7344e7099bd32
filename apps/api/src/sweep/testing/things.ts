import {
  Command,
  DnsRecord,
  Domain,
  EmailToken,
  HandOff,
  Invoice,
  newId,
  PaymentMethod,
  Quote,
  Service,
  Ticket,
  TicketMessage,
  type Em,
} from '@mandate/db';
import { hashToken } from '../../auth/secret.ts';
import { seal } from '../../secrets/seal.ts';
import type { Ground, Ids } from './world.ts';

export const containerIds = () => ({
  ...{ service: newId('svc'), otherService: newId('svc'), domain: newId('dom'), otherDomain: newId('dom') },
  ...{ record: newId('rec'), invoice: newId('inv'), quote: newId('quo'), method: newId('pm') },
  ...{ ticket: newId('tkt'), ownTicket: newId('tkt') },
  ...{ passwordCommand: newId('cmd'), panelCommand: newId('cmd'), transferCommand: newId('cmd') },
});

const far = '2098-12-31';
const later = () => new Date(Date.now() + 3_600_000);

/** Services, domains, bills and tickets of an account; the secrets and one ticket are `asker`'s. */
export function fillAccount(em: Em, ground: Ground, ids: Ids, asker: string): void {
  const accountId = ids.account;
  addContainers(em, ids);
  em.create(DnsRecord, {
    ...{ id: ids.record, accountId, domainId: ids.domain, type: 'A', name: 'www', value: '192.0.2.1' },
  });
  addBills(em, ids);
  addTicket(em, ids, {
    id: ids.ticket,
    number: 1001,
    openedBy: asker === ids.owner ? ids.member : ids.owner,
  });
  addTicket(em, ids, { id: ids.ownTicket, number: 1002, openedBy: asker });
  const service = `services/${ids.service}`;
  const secrets = [
    { id: ids.passwordCommand, kind: 'service.reset_password', resource: service },
    { id: ids.panelCommand, kind: 'service.panel_link', resource: service },
    { id: ids.transferCommand, kind: 'domain.transfer_code', resource: `domains/${ids.domain}` },
  ];
  for (const one of secrets)
    em.create(Command, {
      ...{ ...one, accountId, requestedBy: asker, payload: {}, state: 'done', secretUntil: later() },
      secret: seal(ground.mailKey, 'a secret', `command/${one.id}`),
    });
  addTokens(em, ids);
}

function addContainers(em: Em, ids: Ids): void {
  const accountId = ids.account;
  const server = { kind: 'server', plan: 'Server M', region: 'Paris', priceCents: 2400 } as const;
  const place = { address: '192.0.2.1', username: 'root', renewsOn: far };
  em.create(Service, { id: ids.service, accountId, name: 'web-this', ...server, ...place });
  em.create(Service, { id: ids.otherService, accountId, name: 'web-another', ...server, ...place });
  const nameservers = ['ns1.mandate.example', 'ns2.mandate.example'];
  const registered = {
    registrantName: 'Acme',
    registrantEmail: 'o@acme.example',
    expiresOn: far,
    nameservers,
  };
  const open = { transferLock: false };
  em.create(Domain, { id: ids.domain, accountId, name: 'this.example', ...registered, ...open });
  em.create(Domain, { id: ids.otherDomain, accountId, name: 'another.example', ...registered, ...open });
}

function addBills(em: Em, ids: Ids): void {
  const accountId = ids.account;
  em.create(Invoice, {
    ...{ id: ids.invoice, accountId, number: '2026-0001', amountCents: 900 },
    ...{ lines: [{ label: 'Hosting S', amountCents: 900 }], issuedOn: '2026-01-01', dueOn: far },
  });
  em.create(Quote, {
    ...{ id: ids.quote, accountId, number: 'Q-1', title: 'Move', amountCents: 900, validUntil: far },
  });
  const debit = { accountId, kind: 'debit', label: 'Bank', lastFour: '0001' } as const;
  em.create(PaymentMethod, { ...debit, id: ids.method, preferred: false });
  em.create(PaymentMethod, { ...debit, id: newId('pm'), preferred: true });
}

function addTicket(em: Em, ids: Ids, ticket: { id: string; number: number; openedBy: string }): void {
  em.create(Ticket, { ...ticket, accountId: ids.account, subject: 'A question' });
  em.create(TicketMessage, {
    ...{ id: newId('msg'), accountId: ids.account, ticketId: ticket.id, body: 'Why?' },
    ...{ authorUserId: ticket.openedBy, authorName: 'Somebody' },
  });
}

function addTokens(em: Em, ids: Ids): void {
  const token = { userId: ids.person, expiresAt: later() };
  const mine = { ...token, email: ids.email };
  const hash = (text: string) => ({ id: newId('tok'), tokenHash: hashToken(text) });
  em.create(EmailToken, { ...mine, ...hash(ids.verifyToken), purpose: 'verify' });
  em.create(EmailToken, { ...mine, ...hash(ids.resetToken), purpose: 'reset' });
  em.create(EmailToken, { ...token, email: ids.newEmail, ...hash(ids.changeToken), purpose: 'change' });
  em.create(HandOff, {
    ...{ tokenHash: hashToken(ids.handOff), accountId: ids.account, invitationId: ids.invitation },
    ...{ way: 'mailed', expiresAt: later() },
  });
}
