import { mapBreathing, setContext, type MemberFacts } from '@mandate/db';
import { loadSlice } from '@mandate/policy';
import { opening, possible, type Condition } from '../../holders.ts';
import { nativeName, spellings } from '../domains/names.ts';
import { likePattern } from '../lists.ts';
import type { Signed } from './queries.ts';

type Area = 'domains' | 'services';

/** A domain or a service that the search found, in an account whose own name it did not find. */
export interface Hit {
  area: Area;
  id: string;
  name: string;
  nativeName: string | null;
}

interface Candidate {
  account: string;
  area: Area;
  id: string;
  name: string;
}

const shownEach = 3;
const idsOf = (accounts: readonly MemberFacts[]) => accounts.map((facts) => facts.account.id).join(',');

const hit = ({ area, id, name }: Candidate): Hit => ({
  ...{ area, id, name },
  nativeName: area === 'domains' ? nativeName(name) : null,
});

/** Those of `accounts` whose state lets anybody view anything of the area: guardrails are alike for all of a state. */
async function open(ctx: Signed, area: Area, accounts: readonly MemberFacts[]) {
  const states = new Map(accounts.map((facts) => [facts.account.state, facts]));
  const may = new Set<string>();
  for (const [state, facts] of states)
    if (await possible(ctx.bundle(), facts, `${area}:view`)) may.add(state);
  return accounts.filter((facts) => may.has(facts.account.state));
}

/** What is so named in `accounts`, and within what this person's rows say that he may view. */
async function candidates(
  ctx: Signed,
  area: Area,
  asked: { accounts: readonly MemberFacts[]; q: string },
): Promise<Condition> {
  const accounts = await open(ctx, area, asked.accounts);
  const by = await opening(ctx.bundle(), `${area}:view`);
  const owned = accounts.filter(({ owner }) => owner);
  const named = (area === 'domains' ? spellings(asked.q) : [asked.q]).map(likePattern);
  return {
    sql: `select t.account_id as account, '${area}' as area, t.id, t.name from ${area} t
      where t.account_id = any (string_to_array(?, ',')) and (${named.map(() => 't.name ilike ?').join(' or ')}) and (
        t.account_id = any (string_to_array(?, ',')) or exists (
          select 1 from grants g where g.account_id = t.account_id and g.user_id = ? and ${by.sql}
            and coalesce(g.${area} -> 'only' @> to_jsonb(t.id), not g.${area} -> 'except' @> to_jsonb(t.id))))`,
    values: [idsOf(accounts), ...named, idsOf(owned), ctx.user.id, ...by.values],
  };
}

async function soNamed(ctx: Signed, accounts: readonly MemberFacts[], q: string): Promise<Condition> {
  const domains = await candidates(ctx, 'domains', { accounts, q });
  const services = await candidates(ctx, 'services', { accounts, q });
  return {
    sql: `(${domains.sql} union all ${services.sql}) found`,
    values: [...domains.values, ...services.values],
  };
}

/**
 * Searches `accounts` for domains and services with `q` in their name that this person may view: `found` are the
 * accounts that hold one, in their order.
 */
export async function searchInside(ctx: Signed, accounts: readonly MemberFacts[], q: string) {
  await setContext(ctx.em, { accounts: accounts.map((facts) => facts.account.id) });
  const { sql, values } = await soNamed(ctx, accounts, q);
  const rows = await ctx.em.execute<{ account: string }[]>(`select distinct account from ${sql}`, values);
  const holding = new Set(rows.map(({ account }) => account));
  return {
    found: accounts.filter((facts) => holding.has(facts.account.id)),

    /** The first few in each account of a page. The rows only propose: each account's own slice decides. */
    async hits(page: readonly MemberFacts[]): Promise<Map<string, Hit[]>> {
      const few = await ctx.em.execute<Candidate[]>(
        `select account, area, id, name from (
           select *, row_number() over (partition by account order by name, id) as place from ${sql}
           where account = any (string_to_array(?, ','))) placed
         where place <= ${shownEach} order by name, id`,
        [...values, idsOf(page)],
      );
      const proposed = Map.groupBy(few, (row) => row.account);
      const hits = await mapBreathing(page, async (facts): Promise<[string, Hit[]]> => {
        const slice = await loadSlice(ctx.bundle(), facts);
        const seen = (proposed.get(facts.account.id) ?? []).filter(({ area, id }) =>
          slice.can(`${area}:view`, `${area}/${id}`),
        );
        return [facts.account.id, seen.map(hit)];
      });
      return new Map(hits);
    },
  };
}
