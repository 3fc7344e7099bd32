import type { Em } from '@mandate/db';
import { identity } from './table-identity.ts';
import type { Line, Table } from './line.ts';
import type { Ids } from './world.ts';

// One line a procedure, written by hand from docs/semantics.md. It imports nothing that it is held against.

type More = Omit<Line, 'kind' | 'type' | 'asks'>;

const query = (asks: string, more: More = {}): Line => ({ kind: 'account', type: 'query', asks, ...more });

const mutation = (asks: string, changes: Line['changes'], more: More = {}): Line => ({
  ...{ kind: 'account', type: 'mutation' },
  asks,
  changes,
  ...more,
});

const service = { names: 'service', input: (_: Ids, id: string) => ({ service: id }) } as const;
const domain = { names: 'domain', input: (_: Ids, id: string) => ({ domain: id }) } as const;
const invoice = { names: 'invoice', input: (_: Ids, id: string) => ({ invoice: id }) } as const;
const quote = { names: 'quote', input: (_: Ids, id: string) => ({ quote: id }) } as const;
const method = { names: 'method', input: (_: Ids, id: string) => ({ method: id }) } as const;
const ticket = { names: 'ticket', input: (_: Ids, id: string) => ({ ticket: id }) } as const;
const member = { names: 'member', input: (_: Ids, id: string) => ({ user: id }) } as const;
const invitation = { names: 'invitation', input: (_: Ids, id: string) => ({ invitation: id }) } as const;

/** What the weakest holder of admin:users holds as well, until a day: less than the person or offer in its way. */
const parts = [{ permissions: ['admin:members'], until: '2098-12-31' }];
const change = { ...member, input: (_: Ids, id: string) => ({ user: id, parts, seen: 1 }) };
const offer = { input: (ids: Ids) => ({ emails: [ids.newEmail], locale: 'en', parts }) };
const handOver = { names: 'handOver', input: (_: Ids, id: string) => ({ offer: id }) } as const;
const noneOffered = (em: Em, { account }: Ids) =>
  em.execute(`update ownership_offers set state = 'withdrawn', answered_at = now() where account_id = ?`, [
    account,
  ]);
const commands = ['commands', 'account_id', 'account'] as const;
const theDomain = ['domains', 'id', 'domain'] as const;
const theMember = ['memberships', 'user_id', 'member'] as const;
const theInvitation = ['invitations', 'id', 'invitation'] as const;

const services: Table = {
  'services.list': query('services:view'),
  'services.get': query('services:view', service),
  'services.restart': mutation('services:manage', commands, service),
  'services.rename': mutation('services:manage', ['services', 'id', 'service'], {
    ...service,
    input: (_, id) => ({ service: id, name: 'renamed' }),
  }),
  'services.resetPassword': mutation('services:credentials', commands, service),
  'services.revealPassword': mutation('services:credentials', commands, {
    ...service,
    input: (ids, id) => ({ service: id, command: ids.passwordCommand }),
  }),
  'services.openPanel': mutation('services:signin', commands, service),
  'services.revealPanelLink': mutation('services:signin', commands, {
    ...service,
    input: (ids, id) => ({ service: id, command: ids.panelCommand }),
  }),
  'services.order': mutation('services:order', ['services', 'account_id', 'account'], {
    fresh: true,
    input: () => ({ plan: 'server-m', name: 'web-new' }),
  }),
  'services.changePlan': mutation('services:order', commands, {
    ...service,
    input: (_, id) => ({ service: id, plan: 'server-l' }),
  }),
  'services.cancel': mutation('services:cancel', commands, {
    ...service,
    input: (_, id) => ({ service: id, name: 'web-this' }),
  }),
};

const domains: Table = {
  'domains.list': query('domains:view'),
  'domains.get': query('domains:view', domain),
  'domains.saveRecord': mutation('domains:manage', ['dns_records', 'domain_id', 'domain'], {
    ...domain,
    input: (_, id) => ({ domain: id, type: 'A', name: 'new', value: '192.0.2.9', ttl: 300 }),
  }),
  'domains.deleteRecord': mutation('domains:manage', ['dns_records', 'domain_id', 'domain'], {
    ...domain,
    input: (ids, id) => ({ domain: id, record: ids.record }),
  }),
  'domains.setNameservers': mutation('domains:manage', theDomain, {
    ...domain,
    input: (_, id) => ({ domain: id, nameservers: ['ns8.people.example', 'ns9.people.example'] }),
  }),
  'domains.setAutoRenew': mutation('domains:manage', theDomain, {
    ...domain,
    input: (_, id) => ({ domain: id, on: false }),
  }),
  'domains.setRegistrant': mutation('domains:manage', theDomain, {
    ...domain,
    input: (_, id) => ({ domain: id, name: 'Rita Recent', email: 'rita@people.example' }),
  }),
  'domains.renew': mutation('domains:order', commands, domain),
  'domains.register': mutation('domains:order', commands, {
    fresh: true,
    input: () => ({ name: 'fresh.example' }),
  }),
  'domains.setTransferLock': mutation('domains:transfer', commands, {
    ...domain,
    input: (_, id) => ({ domain: id, on: true }),
  }),
  'domains.requestTransferCode': mutation('domains:transfer', commands, domain),
  'domains.revealTransferCode': mutation('domains:transfer', commands, {
    ...domain,
    input: (ids, id) => ({ domain: id, command: ids.transferCommand }),
  }),
};

const billing: Table = {
  'billing.invoices': query('billing:view'),
  'billing.invoice': query('billing:view', invoice),
  'billing.pay': mutation('billing:pay', ['invoices', 'id', 'invoice'], {
    ...invoice,
    input: (ids, id) => ({ invoice: id, method: ids.method }),
  }),
  'billing.quotes': query('billing:view'),
  'billing.quote': query('billing:view', quote),
  'billing.acceptQuote': mutation('billing:pay', ['quotes', 'id', 'quote'], quote),
  'billing.payments': query('billing:view'),
  'billing.methods': query('billing:view'),
  'billing.addMethod': mutation('billing:manage', ['payment_methods', 'account_id', 'account'], {
    fresh: true,
    input: () => ({ kind: 'card', label: 'Visa', number: '4242424242424242', expiresOn: '2098-12-31' }),
  }),
  'billing.removeMethod': mutation('billing:manage', ['payment_methods', 'id', 'method'], method),
  'billing.preferMethod': mutation('billing:manage', ['payment_methods', 'id', 'method'], method),
  'billing.contact': query('billing:manage'),
  'billing.saveContact': mutation('billing:manage', ['accounts', 'id', 'account'], {
    input: () => ({ email: 'invoices@people.example' }),
  }),
};

const support: Table = {
  'support.list': query('support:view'),
  'support.get': query('support:view', ticket),
  'support.open': mutation('support:own', ['tickets', 'account_id', 'account'], {
    fresh: true,
    input: () => ({ subject: 'Mail is slow', body: 'Since this morning.' }),
  }),
  'support.reply': mutation('support:reply', ['ticket_messages', 'account_id', 'account'], {
    ...ticket,
    input: (_, id) => ({ ticket: id, body: 'Still so.' }),
  }),
  'support.close': mutation('support:reply', ['tickets', 'account_id', 'account'], ticket),
};

const admin: Table = {
  'profile.get': query('admin:profile'),
  'profile.save': mutation('admin:profile', ['accounts', 'id', 'account'], {
    input: () => ({ name: 'Acme Ltd', city: 'Lyon', timeZone: 'Europe/Paris', locale: 'en' }),
  }),
  'accounts.closing': query('admin:close'),
  'accounts.close': mutation('admin:close', ['accounts', 'id', 'account'], {
    input: (ids) => ({ name: 'Acme', password: ids.password }),
  }),
  'ownership.candidates': query('admin:ownership'),
  'ownership.check': query('admin:ownership', member),
  'ownership.offer': mutation('admin:ownership', ['ownership_offers', 'account_id', 'account'], {
    ...member,
    input: (ids, id) => ({ user: id, afterwards: 'leaves', password: ids.password }),
    first: noneOffered,
  }),
  'ownership.withdraw': mutation('admin:ownership', ['ownership_offers', 'id', 'handOver'], handOver),
  'emails.list': query('admin:emails'),
  'activity.list': query('admin:activity'),
  'activity.export': query('admin:activity'),
  'members.list': query('admin:members'),
  'members.get': query('admin:members', member),
  'members.ended': query('admin:members'),
  'members.renewal': query('admin:users', member),
  'members.say': query('admin:users', { input: () => ({ parts }) }),
  'members.offer': query('admin:users'),
  'members.containers': query('admin:users', { input: () => ({ area: 'domains' }) }),
  'members.check': query('admin:users', { ...member, input: (_, id) => ({ user: id, parts }) }),
  'members.checkReduction': query('admin:revoke', { ...member, input: (_, id) => ({ user: id, parts }) }),
  'members.change': mutation('admin:users', ['grants', 'user_id', 'member'], change),
  'members.reduce': mutation('admin:revoke', ['grants', 'user_id', 'member'], change),
  'members.removal': query('admin:revoke', member),
  'members.remove': mutation('admin:revoke', theMember, member),
  'members.suspend': mutation('admin:revoke', theMember, member),
  'members.resume': mutation('admin:users', ['memberships', 'user_id', 'resting'], {
    ...member,
    id: 'resting',
  }),
  'invitations.list': query('admin:members'),
  'invitations.get': query('admin:members', invitation),
  'invitations.check': query('admin:users', offer),
  'invitations.send': mutation('admin:users', ['invitations', 'account_id', 'account'], offer),
  'invitations.resend': mutation('admin:users', theInvitation, invitation),
  'invitations.correct': mutation('admin:users', theInvitation, {
    ...invitation,
    input: (ids, id) => ({ invitation: id, email: ids.newEmail }),
  }),
  'invitations.copyLink': mutation('admin:users', theInvitation, invitation),
  // of one's own offer only the log tells
  'invitations.takeOver': mutation('admin:users', ['activity_events', 'account_id', 'account'], invitation),
  'invitations.cancel': mutation('admin:revoke', theInvitation, invitation),
  'invitations.checkChange': query('admin:users', {
    ...invitation,
    input: (_, id) => ({ invitation: id, parts }),
  }),
  'invitations.change': mutation('admin:users', theInvitation, {
    ...invitation,
    input: (ids, id) => ({ invitation: id, parts, seen: ids.seen }),
  }),
};

export const table: Table = { ...identity, ...services, ...domains, ...billing, ...support, ...admin };
