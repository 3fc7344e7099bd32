import type { Permission } from '@mandate/policy';
import type { Stock, Thing } from './stock.ts';

/** What a list, search, count or export of the router is held against. */
export interface List {
  /** Asked on each thing's address: the list is exactly the things for which the answer is yes. */
  shows: Permission | ((thing: Thing) => Permission);
  things: (stock: Stock) => readonly Thing[];
  /** What the procedure asks before it lists, where that is not what it shows. */
  asks?: Permission;
  input?: object;
  key?: (item: Record<string, unknown>) => string;
  /** Not cut into pages by number; `next` leads on. */
  whole?: true;
  /** All at once. */
  unpaged?: true;
  /** Finds things by a part of their name. */
  searches?: true;
}

const viewed = ({ address }: Thing): Permission => `${address.split('/')[0]}:view` as Permission;

const mails: List = { shows: viewed, asks: 'admin:emails', things: (stock) => stock.mails, searches: true };
const bySeq = (item: Record<string, unknown>) => String(item.seq);
const events: List = {
  ...{ shows: viewed, asks: 'admin:activity', things: (stock) => stock.events },
  key: bySeq,
  searches: true,
};
const picker = (area: 'services' | 'domains'): List => ({
  ...{ shows: `${area}:view`, asks: 'admin:users', input: { area }, things: (stock) => stock[area] },
  searches: true,
});

/** Lists of what policies address one by one. By path; a second word tells apart what one procedure can list. */
export const lists: Readonly<Record<string, List>> = {
  'services.list': { shows: 'services:view', things: (stock) => stock.services, searches: true },
  'domains.list': { shows: 'domains:view', things: (stock) => stock.domains, searches: true },
  'domains.list ending': {
    ...{ shows: 'domains:view', input: { state: 'ending' }, things: (stock) => stock.domains },
    searches: true,
  },
  'billing.invoices': { shows: 'billing:view', things: (stock) => stock.bills.invoices, searches: true },
  'billing.quotes': { shows: 'billing:view', things: (stock) => stock.bills.quotes, searches: true },
  'billing.payments': { shows: 'billing:view', things: (stock) => stock.bills.payments },
  'billing.methods': { shows: 'billing:view', things: (stock) => stock.bills.methods, unpaged: true },
  'members.list': {
    ...{ shows: 'admin:members', things: (stock) => stock.members, searches: true },
    key: ({ user }) => String(user),
  },
  'members.ended': {
    ...{ shows: 'admin:members', things: (stock) => stock.former, searches: true },
    key: ({ user }) => String(user),
  },
  'invitations.list': { shows: 'admin:members', things: (stock) => stock.invitations, searches: true },
  'support.list': { shows: 'support:view', things: (stock) => stock.tickets, searches: true },
  'members.containers services': picker('services'),
  'members.containers domains': picker('domains'),
  'emails.list': mails,
  'activity.list': events,
  'activity.export': { ...events, whole: true },
};

/** Lists of what is one's own, or of nothing that rights decide. Each says what holds it. */
export const ownLists: Readonly<Record<string, string>> = {
  'accounts.list': 'own accounts, below',
  'accounts.across':
    'own accounts that can be entered and in which something waits, below; what: accounts/across',
  'me.sessions': 'own sessions: me',
  'ownership.candidates': 'the owner alone may ask: ownership',
  'mailbox.list': 'demo only',
};
