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

const eachOf = (path: string, keys: readonly string[], why: string): Record<string, string> =>
  Object.fromEntries(keys.map((key) => [path + key, why]));

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
  'billing.payments': { shows: 'billing:view', things: (stock) => stock.bills.payments, searches: true },
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
  'accounts.list items': 'own accounts, below',
  'accounts.list invitations.items': 'open invitations to the own verified address: accounts/entering',
  'accounts.list offers': 'ownership that is offered to oneself: ownership',
  'accounts.across items':
    'own accounts that can be entered and in which something waits, below; what: accounts/across',
  ...eachOf(
    'accounts.across items[].',
    ['invoices.first', 'tickets.first', 'domains.first'],
    'accounts/across',
  ),
  'me.sessions items': 'own sessions: me',
  'ownership.candidates items': 'the owner alone may ask: ownership',
  'mailbox.list items': 'demo only',
  'members.containers chosen': 'those of the given ids that the reader views, below',
};

/** What belongs to the one thing that was decided upon, or was sent along. */
export const partsOfOne: Readonly<Record<string, string>> = {
  'services.get commands': 'of the one service',
  'services.get plans': 'what is on offer, the same for everybody',
  ...eachOf('domains.get ', ['commands', 'records'], 'of the one domain'),
  ...eachOf('billing.invoice ', ['lines', 'payments', 'methods'], 'of the one invoice, and what pays it'),
  'support.get messages.items': 'of the one ticket',
  ...eachOf('accounts.closing ', ['services.items', 'domains.items'], 'the owner alone may ask'),
  ...eachOf('members.removal ', ['invitations', 'given', 'kept'], 'of the one member: members/heirs, hidden'),
  'invitations.check addresses': 'as they were sent',
  ...eachOf('members.offer ', ['areas', 'presets'], 'of the policy files'),
};

/** Words and names, by the key that they stand under: what they name is cut to the reader where they are made (S14). */
export const words: Readonly<Record<string, string>> = {
  ...eachOf('', ['can', 'cannot', 'parts', 'sentences', 'why', 'found'], 'what access says'),
  ...eachOf(
    '',
    ['permissions', 'without', 'implies', 'areas', 'asks', 'missing'],
    'names of the policy files',
  ),
  ...eachOf('', ['tied', 'fixed', 'adds', 'removes', 'stays', 'present'], 'what a change comes to'),
  ...eachOf('', ['from', 'from[]'], 'who gave the parts of the one member'),
  ...eachOf('', ['who', 'to', 'nameservers'], 'of the one thing beside it'),
};
