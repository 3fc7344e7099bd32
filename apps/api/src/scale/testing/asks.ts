import type { Caller } from '../../testing.ts';
import { idOf } from './fill.ts';
import { domainsOf, eachSize, keeperOf, singlesOf, type Scaled, type Size } from './world.ts';

/** A request, put to the account or the person of each size. */
export type Ask = (scaled: Scaled, size: Size) => [who: Caller, path: string, input: object];

type Role = 'owner' | 'manager' | 'keeper';

const inAccount =
  (path: string, input: object = {}, as: Role = 'owner'): Ask =>
  ({ places }, size) => [places[size][as], path, { account: places[size].account, ...input }];

const ofPerson =
  (path: string, input: object = {}): Ask =>
  ({ agents }, size) => [agents[size], path, input];

const oneDomain: Ask = (scaled, size) => {
  const domain = idOf('dom', domainsOf(eachSize.indexOf(size)) + 3);
  return inAccount('domains.get', { domain }, 'keeper')(scaled, size);
};

const oneMember =
  (path: string): Ask =>
  (scaled, size) => {
    const user = idOf('usr', keeperOf(eachSize.indexOf(size)));
    return inAccount(path, { user })(scaled, size);
  };

/** What the form of somebody with many grants sends back: a part for each. */
const allParts =
  (path: string): Ask =>
  (scaled, size) => {
    const place = eachSize.indexOf(size);
    const parts = Array.from({ length: singlesOf(size) }, (_, n) => ({
      ...(n % 2 === 0 ? { preset: 'domain-manager' } : { permissions: ['domains:manage'] }),
      domains: { which: 'only', ids: [idOf('dom', domainsOf(place) + n * 3)] },
    }));
    const user = path === 'members.say' ? {} : { user: idOf('usr', keeperOf(place)) };
    return inAccount(path, { ...user, parts })(scaled, size);
  };

/** Every page that must stay what it is however much there is. */
export const asks: Readonly<Record<string, Ask>> = {
  users: inAccount('members.list'),
  'users, to a manager': inAccount('members.list', {}, 'manager'),
  'users of a name': inAccount('members.list', { q: 'member 0000' }),
  'users who can': inAccount('members.list', { who: 'domains:manage' }),
  'users who can, to a manager': inAccount('members.list', { who: 'billing:view' }, 'manager'),
  'users suspended': inAccount('members.list', { state: 'suspended' }),
  'users ending': inAccount('members.list', { state: 'ending' }),
  'users ended': inAccount('members.ended'),
  'users ended, of a name': inAccount('members.ended', { q: 'member 00007' }, 'manager'),
  'users to hand over to': inAccount('ownership.candidates'),
  invitations: inAccount('invitations.list'),
  'invitations, to a manager': inAccount('invitations.list', {}, 'manager'),
  'picker: what is offered': inAccount('members.offer'),
  'picker: domains': inAccount('members.containers', { area: 'domains' }),
  'picker: domains of a name': inAccount('members.containers', { area: 'domains', q: 'site-0000' }),
  'picker: domains, to a manager': inAccount('members.containers', { area: 'domains' }, 'manager'),
  domains: inAccount('domains.list'),
  'domains of many grants': inAccount('domains.list', {}, 'keeper'),
  'domains of many grants, of a name': inAccount('domains.list', { q: 'site-0000' }, 'keeper'),
  'domain of many grants': oneDomain,
  'member of many grants': oneMember('members.get'),
  'form of many grants': allParts('members.say'),
  'change of many grants': allParts('members.check'),
  'removal of many grants': oneMember('members.removal'),
  'frame of many grants': inAccount('accounts.shell', {}, 'keeper'),
  'access of many grants': inAccount('accounts.mine', {}, 'keeper'),
  'missing permission': inAccount('billing.invoices', {}, 'keeper'),
  chooser: ofPerson('accounts.list'),
  'chooser: account': ofPerson('accounts.list', { q: 'customer 0001' }),
  'chooser: domain': ofPerson('accounts.list', { q: 'shop-0' }),
  'chooser: service': ofPerson('accounts.list', { q: 'box-1' }),
  'chooser: hidden domain': ofPerson('accounts.list', { q: 'shop-2' }),
  across: ofPerson('accounts.across'),
  'across: domains': ofPerson('accounts.across', { kind: 'domains' }),
  'domains ending': inAccount('domains.list', { state: 'ending' }),
  'across, of a name': ofPerson('accounts.across', { q: 'customer' }),
};
