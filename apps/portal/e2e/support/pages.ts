import { m } from '@mandate/messages';
import { login, type DemoName } from './people.ts';
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
  { name: 'accounts-invitation', as: 'ada', path: `/accounts/invitations/${waiting}`, main: true },
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

const users = ({ acme, domain, dora, bounced, pending, tess, former }: Places): Shown[] => {
  const base = `/accounts/${acme}/users`;
  const check = async (visitor: Visitor) => {
    await visitor.fill(m.common_field_email(), 'ines@studio-moreau.example');
    await visitor.press(m.invite_check());
    await visitor.heading(m.invite_check_title());
  };
  const diff = async (visitor: Visitor) => {
    const box = visitor.page.locator('[name=permissions][value="billing:view"]');
    await box.check();
    await visitor.press(m.users_check());
    await visitor.sees(visitor.page.getByRole('heading', { name: m.common_adds(), exact: true }));
  };
  return [
    { name: 'users', as: 'olivia', path: base, main: true },
    { name: 'users-as-manager', as: 'marek', path: base },
    { name: 'users-filtered', as: 'olivia', path: `${base}?who=billing%3Apay` },
    {
      name: 'users-on',
      as: 'olivia',
      path: `${base}?on=domains%2F${domain}&who=domains%3Amanage`,
    },
    { name: 'invite', as: 'olivia', path: `${base}/invite`, main: true },
    { name: 'invite-as-manager', as: 'marek', path: `${base}/invite` },
    { name: 'invite-situation', as: 'olivia', path: `${base}/invite?preset=web-agency` },
    {
      name: 'invite-wrong',
      as: 'olivia',
      path: `${base}/invite`,
      act: (visitor) => visitor.press(m.invite_check()),
    },
    {
      name: 'invite-check-problems',
      as: 'olivia',
      path: `${base}/invite?preset=technician`,
      act: async (visitor) => {
        const emails = ['olivia@acme.example', login('dora').email, 'jonas@nordlicht.example'];
        await visitor.fill(m.common_field_email(), emails.join('\n'));
        await visitor.press(m.invite_check());
        await visitor.heading(m.invite_check_title());
      },
    },
    { name: 'invite-check', as: 'olivia', path: `${base}/invite?preset=technician`, act: check, main: true },
    { name: 'member', as: 'olivia', path: `${base}/${dora}`, main: true },
    { name: 'member-check', as: 'olivia', path: `${base}/${dora}`, act: diff, main: true },
    { name: 'users-ended', as: 'olivia', path: `${base}?state=ended`, main: true },
    { name: 'member-renew', as: 'olivia', path: `${base}/${former}/renew` },
    { name: 'member-renew-less', as: 'marek', path: `${base}/${former}/renew` },
    {
      name: 'member-parts',
      as: 'olivia',
      path: `${base}/${tess}`,
      act: async (visitor) => {
        await visitor.press(m.users_part_add());
        await visitor.sees(m.users_part_open({ number: 2 }));
      },
      main: true,
    },
    {
      name: 'member-past',
      as: 'olivia',
      path: `${base}/${dora}`,
      act: async (visitor) => {
        await visitor.page.locator('[name=whole_ends][value=yes]').check();
        await visitor.page.locator('[name=whole_until]').fill('2026-01-01');
        await visitor.press(m.users_check());
        await visitor.sees(visitor.page.getByRole('alert'));
      },
    },
    { name: 'member-remove', as: 'olivia', path: `${base}/${dora}/remove`, main: true },
    { name: 'pending', as: 'olivia', path: `${base}/invitations/${pending}` },
    { name: 'pending-address', as: 'olivia', path: `${base}/invitations/${bounced}/address`, main: true },
    { name: 'pending-link', as: 'olivia', path: `${base}/invitations/${pending}/link` },
    {
      name: 'pending-link-shown',
      as: 'olivia',
      path: `${base}/invitations/${bounced}/link`,
      act: async (visitor) => {
        await visitor.press(m.users_copy_verb());
        await visitor.sees(visitor.page.getByLabel(m.users_copied_field()));
      },
      main: true,
    },
    { name: 'pending-cancel', as: 'olivia', path: `${base}/invitations/${pending}/cancel` },
    { name: 'access', as: 'dora', path: `/accounts/${acme}/access`, main: true },
    { name: 'access-suspended', as: 'vera', path: `/accounts/${acme}/access` },
    { name: 'leave', as: 'dora', path: `/accounts/${acme}/access/leave` },
    { name: 'forbidden', as: 'dora', path: `/accounts/${acme}/billing`, status: 403, main: true },
    { name: 'forbidden-suspended', as: 'vera', path: `/accounts/${acme}/domains`, status: 403 },
    {
      name: 'account-not-found',
      as: 'dora',
      path: `/accounts/${acme}/domains/dom_00000000000000000000`,
      status: 404,
    },
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
