import { m } from '@mandate/messages';
import type { DemoName } from './people.ts';
import { users } from './pages-of-users.ts';
import type { Visitor } from './visitor.ts';

/** A page as somebody sees it; `act` brings it into the state that is meant. */
export interface Shown {
  name: string;
  as?: DemoName;
  path: string;
  /** 200, but for refusals. */
  status?: number;
  act?: (visitor: Visitor) => Promise<unknown>;
  /** In a browser window of its own, with nothing left from before. */
  fresh?: boolean;
  /** Among those that are looked at in every test run. */
  main?: boolean;
}

/** Ids that paths are made of, from the database. */
export type Places = Record<
  | 'acme'
  | 'own'
  | 'dora'
  | 'tess'
  | 'former'
  | 'suspended'
  | 'service'
  | 'domain'
  | 'record'
  | 'due'
  | 'paid'
  | 'quote'
  | 'method'
  | 'ticket'
  | 'bounced'
  | 'pending'
  | 'waiting',
  string
>;

const signedOut: Shown[] = [
  { name: 'sign-in', path: '/sign-in', main: true },
  {
    name: 'sign-in-refused',
    path: '/sign-in',
    act: async (visitor) => {
      await visitor.fill(m.common_field_email(), 'nobody@nowhere.example');
      await visitor.press(m.common_sign_in());
      await visitor.sees(visitor.page.getByRole('alert'));
    },
  },
  { name: 'sign-up', path: '/sign-up', main: true },
  { name: 'reset', path: '/reset' },
  { name: 'verify', path: '/verify' },
  { name: 'verify-change', path: '/verify-change' },
  { name: 'invitation-code', path: '/invitation' },
  { name: 'help', path: '/help', main: true },
  { name: 'language', path: '/language' },
  { name: 'appearance', path: '/appearance' },
  { name: 'mailbox', path: '/dev/mailbox' },
  { name: 'not-found', path: '/no-such-page', status: 404 },
];

const mine = ({ waiting, own }: Places): Shown[] => [
  { name: 'accounts', as: 'ada', path: '/accounts', main: true },
  { name: 'accounts-search', as: 'ada', path: '/accounts?q=nordwind' },
  { name: 'accounts-search-inside', as: 'ada', path: '/accounts?q=.example' },
  { name: 'accounts-across', as: 'ada', path: '/accounts/across', main: true },
  { name: 'accounts-unknown', as: 'ada', path: `/accounts/acc_${'0'.repeat(20)}/domains`, status: 404 },
  { name: 'accounts-invitation', as: 'ada', path: `/accounts/invitations/${waiting}`, main: true },
  { name: 'accounts-invitation-decline', as: 'ada', path: `/accounts/invitations/${waiting}/decline` },
  { name: 'login', as: 'olivia', path: '/profile', main: true },
  { name: 'login-delete', as: 'olivia', path: '/profile/delete' },
  { name: 'users-empty', as: 'ada', path: `/accounts/${own}/users`, main: true },
];

const handingOver = ({ acme, tess, suspended }: Places): Shown[] => {
  const profile = `/accounts/${acme}/profile`;
  return [
    { name: 'ownership', as: 'olivia', path: `${profile}/ownership` },
    { name: 'ownership-check', as: 'olivia', path: `${profile}/ownership/${tess}`, main: true },
    { name: 'ownership-none', as: 'dora', path: `${profile}/ownership` },
    { name: 'account-close', as: 'olivia', path: `${profile}/close`, main: true },
    { name: 'account-suspended', as: 'ada', path: `/accounts/${suspended}/access` },
  ];
};

const areas = ({ acme, service, domain, record, due, paid, quote, method, ticket }: Places): Shown[] => {
  const at = `/accounts/${acme}`;
  const pages: [name: string, path: string, as?: DemoName][] = [
    ['services', '/services'],
    ['service', `/services/${service}`],
    ['service-as-delegate', `/services/${service}`, 'sam'],
    ['service-order', '/services/order'],
    ['service-restart', `/services/${service}/restart`],
    ['service-rename', `/services/${service}/rename`],
    ['service-password', `/services/${service}/password`],
    ['service-plan', `/services/${service}/plan`],
    ['service-cancel', `/services/${service}/cancel`],
    ['domains', '/domains', 'dora'],
    ['domains-as-owner', '/domains'],
    ['domain', `/domains/${domain}`, 'dora'],
    ['domain-as-owner', `/domains/${domain}`],
    ['domain-record', `/domains/${domain}/records/${record}`],
    ['domain-record-delete', `/domains/${domain}/records/${record}/delete`],
    ['domain-nameservers', `/domains/${domain}/nameservers`],
    ['domain-registrant', `/domains/${domain}/registrant`],
    ['domain-renew', `/domains/${domain}/renew`],
    ['domain-register', '/domains/register'],
    ['invoices', '/billing'],
    ['invoice', `/billing/invoices/${paid}`],
    ['invoice-locked', `/billing/invoices/${due}`, 'marek'],
    ['invoice-pay', `/billing/invoices/${due}/pay`],
    ['quotes', '/billing/quotes'],
    ['quote', `/billing/quotes/${quote}`],
    ['quote-accept', `/billing/quotes/${quote}/accept`],
    ['payments', '/billing/payments'],
    ['methods', '/billing/methods'],
    ['method-new', '/billing/methods/new'],
    ['billing-contact', '/billing/contact'],
    ['method-remove', `/billing/methods/${method}/remove`],
    ['tickets', '/support'],
    ['ticket', `/support/${ticket}`],
    ['ticket-close', `/support/${ticket}/close`],
    ['ticket-new', '/support/new'],
    ['profile', '/profile'],
    ['emails', '/emails'],
    ['activity', '/activity'],
  ];
  const main = [
    'services',
    'service',
    'domains',
    'domain',
    'invoices',
    'invoice-pay',
    'ticket',
    'profile',
    'activity',
  ];
  return pages.map(([name, path, as = 'olivia']) => ({
    name,
    as,
    path: at + path,
    main: main.includes(name),
  }));
};

/** Every page there is, for somebody who may see it, and the refusals. */
export const allPages = (places: Places): Shown[] => [
  ...signedOut,
  ...mine(places),
  ...users(places),
  ...handingOver(places),
  ...areas(places),
];
