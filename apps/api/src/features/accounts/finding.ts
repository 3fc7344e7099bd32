import { setContext, type MemberFacts } from '@mandate/db';
import { loadSlice } from '@mandate/policy';
import { breather } from '../../breathe.ts';
import type { Work } from '../../context.ts';
import { likePattern } from '../lists.ts';

/** A domain or a service that the search found, in an account whose own name it did not find. */
export interface Hit {
  area: 'domains' | 'services';
  id: string;
  name: string;
}

interface Candidate extends Hit {
  account: string;
}

/** So many names are looked at; with more, the search has to be narrower. */
const mostCandidates = 200;
const shownEach = 3;

const candidates = (ctx: Work, accounts: readonly MemberFacts[], like: string): Promise<Candidate[]> => {
  const ids = accounts.map((facts) => facts.account.id).join(',');
  const named = (area: Hit['area']) =>
    `select account_id as account, '${area}' as area, id, name from ${area}
     where account_id = any (string_to_array(?, ',')) and name ilike ?`;
  return ctx.em.execute<Candidate[]>(
    `${named('domains')} union all ${named('services')} order by name, id limit ${mostCandidates}`,
    [ids, like, ids, like],
  );
};

/**
 * The accounts among `accounts` in which this person may view a domain or a service with `q` in its name. The rows
 * only propose: each account's own slice decides.
 */
export async function foundInside(
  ctx: Work,
  accounts: readonly MemberFacts[],
  q: string,
): Promise<Map<string, Hit[]>> {
  if (accounts.length === 0) return new Map();
  await setContext(ctx.em, { accounts: accounts.map((facts) => facts.account.id) });
  const rows = Map.groupBy(await candidates(ctx, accounts, likePattern(q)), (row) => row.account);
  const breathe = breather();
  const found = new Map<string, Hit[]>();
  for (const facts of accounts) {
    const proposed = rows.get(facts.account.id);
    if (!proposed) continue;
    const slice = await loadSlice(ctx.bundle(), facts);
    const hits = proposed.filter(({ area, id }) => slice.can(`${area}:view`, `${area}/${id}`));
    if (hits.length > 0)
      found.set(
        facts.account.id,
        hits.slice(0, shownEach).map(({ area, id, name }) => ({ area, id, name })),
      );
    await breathe();
  }
  return found;
}
