import { mapBreathing, setContext, type GrantFact, type MemberFacts } from '@mandate/db';
import type { Permission, Scope, Slice } from '@mandate/policy';
import { atMost, opens } from '../../holders.ts';
import { soon } from '../domains/ending.ts';
import type { Signed } from './queries.ts';

export type Kind = 'invoices' | 'tickets' | 'domains';

/** Of one account, what this person's grants say that he may see there. */
interface Reach {
  account: string;
  /** A domain that ends before this day is work to do. */
  soon: string;
  invoices: boolean;
  own: boolean;
  other: boolean;
  domains: Scope[];
}

type Asked = 'invoices' | 'own' | 'other' | 'domains';
const asked: Record<Asked, readonly [Permission, string]> = {
  invoices: ['billing:view', 'billing'],
  own: ['support:view', 'support/own/any'],
  other: ['support:view', 'support/other/any'],
  domains: ['domains:view', 'domains/any'],
};
const each = Object.keys(asked) as Asked[];

/** What the grants of the accounts, which are read already, say; guardrails are alike for all accounts of a state. */
async function reader(ctx: Signed) {
  const by = new Map<Asked, Awaited<ReturnType<typeof opens>>>();
  for (const one of each) by.set(one, await opens(ctx.bundle(), ...asked[one]));
  const states = new Map<string, Slice>();
  const days = new Map<string, string>();
  return async (facts: MemberFacts): Promise<Reach> => {
    const { account, owner, now } = facts;
    if (!states.has(account.state)) states.set(account.state, await atMost(ctx.bundle(), facts));
    if (!days.has(account.timeZone)) days.set(account.timeZone, soon(now, account.timeZone));
    const open = (one: Asked) => states.get(account.state)!.can(...asked[one]);
    const held = facts.grants.filter(({ start, end }) => !(start && start > now) && !(end && end <= now));
    const giving = (one: Asked): GrantFact[] => (open(one) ? held.filter(by.get(one)!) : []);
    const may = (one: Asked) => (owner ? open(one) : giving(one).length > 0);
    const every: Scope[] = open('domains') ? [{ except: [] }] : [];
    return {
      ...{ account: account.id, soon: days.get(account.timeZone)! },
      ...{ invoices: may('invoices'), own: may('own'), other: may('other') },
      domains: owner ? every : giving('domains').flatMap(({ domains }) => domains ?? []),
    };
  };
}

const waiting: Record<Kind, string> = {
  invoices: `select i.account_id as account, i.due_on as day, null::timestamptz as since
    from reach r join invoices i on i.account_id = r.account where r.invoices and i.state = 'due'`,
  tickets: `select t.account_id as account, null::date as day, t.updated_at as since
    from reach r join tickets t on t.account_id = r.account
    where t.state <> 'closed' and case when t.opened_by = r.person then r.own else r.other end`,
  domains: `select d.account_id as account, d.expires_on as day, null::timestamptz as since
    from reach r join domains d on d.account_id = r.account
    where not d.auto_renew and d.expires_on < r.soon and exists (
      select 1 from jsonb_array_elements(r.domains) s
      where coalesce(s -> 'only' @> to_jsonb(d.id), not s -> 'except' @> to_jsonb(d.id)))`,
};

/**
 * Those of `accounts` in which something waits for this person, the soonest day first, then the oldest question. The
 * rows only propose: what is shown of an account, its own slice decides.
 */
export async function waitingIn(
  ctx: Signed,
  accounts: readonly MemberFacts[],
  kinds: readonly Kind[],
): Promise<MemberFacts[]> {
  const reach = await mapBreathing(accounts, await reader(ctx));
  await setContext(ctx.em, { accounts: accounts.map(({ account }) => account.id) });
  const rows = await ctx.em.execute<{ account: string }[]>(
    `with reach as (select ?::text as person, * from jsonb_to_recordset(?::jsonb) as
       r (account text, soon date, invoices boolean, own boolean, other boolean, domains jsonb))
     select account from (${kinds.map((kind) => waiting[kind]).join(' union all ')}) waiting
     group by account order by min(day) nulls last, min(since), account`,
    [ctx.user.id, JSON.stringify(reach)],
  );
  const byId = new Map(accounts.map((facts) => [facts.account.id, facts]));
  return rows.map(({ account }) => byId.get(account)!);
}
