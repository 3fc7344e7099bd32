import { mapBreathing, readFactsOfAccounts, setContext, type MemberFacts } from '@mandate/db';
import { loadSlice, type Slice } from '@mandate/policy';
import { firstDay } from '../../days.ts';
import { soon } from '../domains/ending.ts';
import { nativeName } from '../domains/names.ts';
import { pageSize, paged, slicePage } from '../lists.ts';
import { ticketSight } from '../support/view.ts';
import type { Condition } from '../../holders.ts';
import { accountNamed, enterable } from './entering.ts';
import { waitingIn, type Kind } from './proposing.ts';
import type { Signed } from './queries.ts';

const shownEach = 3;

interface Asked {
  slice: Slice;
  userId: string;
  /** A domain that ends before this day, and that nobody renews by itself, is work to do. */
  last: string;
}

/** Which rows of one account count; null when this person may see none of the kind there. */
type Rule = (asked: Asked) => Condition | null;

interface Row {
  account: string;
  id: string;
  label: string;
  /** The day (`YYYY-MM-DD`) or instant that orders the rows. */
  at: string;
  amountCents: number | null;
  currency: string | null;
  count: number;
}

const invoices: Rule = ({ slice }) =>
  slice.can('billing:view', 'billing') ? { sql: `state = 'due'`, values: [] } : null;

const tickets: Rule = ({ slice, userId }) => {
  const { own, other } = ticketSight({ slice });
  if (!own && !other) return null;
  if (own && other) return { sql: `state <> 'closed'`, values: [] };
  return { sql: `state <> 'closed' and opened_by ${own ? '=' : '<>'} ?`, values: [userId] };
};

const domains: Rule = ({ slice, last }) => {
  const scope = slice.scope('domains:view');
  const ending = 'not auto_renew and expires_on < ?';
  if ('except' in scope)
    return {
      sql: `${ending} and id <> all (string_to_array(?, ','))`,
      values: [last, scope.except.join(',')],
    };
  if (scope.only.length === 0) return null;
  return { sql: `${ending} and id = any (string_to_array(?, ','))`, values: [last, scope.only.join(',')] };
};

const kinds = {
  invoices: { table: 'invoices', label: 'number', at: 'due_on::text', money: true },
  tickets: { table: 'tickets', label: 'subject', at: 'updated_at::text', money: false },
  domains: { table: 'domains', label: 'name', at: 'expires_on::text', money: false },
} as const;
const everyKind = Object.keys(kinds) as Kind[];

/** What the policy says of one account. */
interface Decided {
  facts: MemberFacts;
  today: string;
  counted: Record<Kind, Condition | null>;
}

async function decide(ctx: Signed, facts: MemberFacts): Promise<Decided> {
  const slice = await loadSlice(ctx.bundle(), facts);
  const today = firstDay(facts.now, facts.account.timeZone);
  const asked = { slice, userId: ctx.user.id, last: soon(facts.now, facts.account.timeZone) };
  const counted = { invoices: invoices(asked), tickets: tickets(asked), domains: domains(asked) };
  return { facts, today, counted };
}

/** The first few rows of one kind in each of the accounts, and how many there are: one statement for all of them. */
async function rowsOf(ctx: Signed, kind: Kind, page: readonly Decided[]): Promise<Map<string, Row[]>> {
  const { table, label, at, money } = kinds[kind];
  const parts = page.flatMap(({ facts, counted }) => {
    const condition = counted[kind];
    if (!condition) return [];
    const sql = `(account_id = ? and ${condition.sql})`;
    return [{ sql, values: [facts.account.id, ...condition.values] }];
  });
  if (parts.length === 0) return new Map();
  const rows = await ctx.em.execute<Row[]>(
    `select * from (
       select account_id as account, id, ${label} as label, ${at} as at,
         ${money ? `amount_cents as "amountCents", currency` : `null as "amountCents", null as currency`},
         (count(*) over (partition by account_id))::int as count,
         row_number() over (partition by account_id order by ${at}, id) as place
       from ${table} where ${parts.map((part) => part.sql).join(' or ')}) found
     where place <= ${shownEach} order by account, place`,
    parts.flatMap((part) => part.values),
  );
  return Map.groupBy(rows, (row) => row.account);
}

const list = (kind: Kind, rows: readonly Row[] | undefined) => ({
  count: rows?.[0]?.count ?? 0,
  first: (rows ?? []).map(({ id, label, at, amountCents, currency }) => ({
    ...{ id, label, at, nativeLabel: kind === 'domains' ? nativeName(label) : null },
    amount: amountCents === null || currency === null ? null : { amountCents, currency },
  })),
});

interface Search {
  q?: string | undefined;
  kind?: Kind | undefined;
  page: number;
}

/**
 * Where something waits that this person may see: invoices due, open tickets, domains that end soon. `kind` keeps the
 * accounts in which such things wait.
 */
export async function acrossAccounts(ctx: Signed, { q, kind, page }: Search) {
  const all = await readFactsOfAccounts(ctx.em, ctx.user.id);
  const open = all.filter(enterable).filter(accountNamed(q));
  const waiting = await waitingIn(ctx, open, kind ? [kind] : everyKind);
  const { offset } = slicePage(page);
  const shown = await mapBreathing(waiting.slice(offset, offset + pageSize), (facts) => decide(ctx, facts));
  await setContext(ctx.em, { accounts: shown.map(({ facts }) => facts.account.id) });
  const found = {
    invoices: await rowsOf(ctx, 'invoices', shown),
    tickets: await rowsOf(ctx, 'tickets', shown),
    domains: await rowsOf(ctx, 'domains', shown),
  };
  const items = shown.map(({ facts, today, counted }) => {
    const { account, owner } = facts;
    const of = (one: Kind) => (counted[one] ? list(one, found[one].get(account.id)) : null);
    const { id, name, ownerName, timeZone } = account;
    const counts = { invoices: of('invoices'), tickets: of('tickets'), domains: of('domains') };
    return { id, name, owner, ownerName, timeZone, today, ...counts };
  });
  return paged(items, waiting.length, page);
}
