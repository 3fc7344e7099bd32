import { mapBreathing } from './breathe.ts';
import { accountJson, factsJson } from './facts-sql.ts';
import { memberFacts } from './facts-rows.ts';
import type { AccountFact, AccountFacts, FactsRow, MemberFacts } from './facts-rows.ts';
import type { Em } from './orm.ts';
import type { Epochs, Pair } from './policy-types.ts';

/** `now()` for queries, `clock_timestamp()` for what decides after it has waited for locks. */
export type Clock = 'now' | 'clock_timestamp';

/** JSON as text: parsed here one by one, not all in the turn of the event loop in which the rows arrive. */
interface Row {
  now: string;
  account: string;
  facts: string | null;
}

const now = (clock: Clock) => `to_json(${clock === 'now' ? 'now()' : 'clock_timestamp()'})`;
const account = `${accountJson}::text`;
const facts = `${factsJson}::text`;

async function rows(em: Em, sql: string, values: unknown[]): Promise<Row[]> {
  await em.flush();
  return em.execute<Row[]>(sql, values);
}

const accountOf = (row: Row) => JSON.parse(row.account) as AccountFact;

const found = (all: Row[]): Promise<MemberFacts[]> =>
  mapBreathing(
    all.filter((row) => row.facts !== null),
    (row) => memberFacts(JSON.parse(row.facts!) as FactsRow, accountOf(row), new Date(row.now)),
  );

/** Account, membership, both epochs and grants of one person in one account; null if there is no such account. */
export async function readFacts(
  em: Em,
  who: { userId: string; accountId: string; clock?: Clock },
): Promise<AccountFacts | null> {
  const [row] = await rows(
    em,
    `select ${now(who.clock ?? 'now')} as now, ${account} as account,
       case when m.user_id is null then null else ${facts} end as facts
     from accounts a left join memberships m on m.account_id = a.id and m.user_id = ?
     where a.id = ?`,
    [who.userId, who.accountId],
  );
  if (row === undefined) return null;
  const [member] = await found([row]);
  if (member) return member;
  const { userId } = who;
  return { userId, account: accountOf(row), owner: false, member: null, grants: [], now: new Date(row.now) };
}

/**
 * The facts of an account's members, by name: of those named, whatever became of them, or of all whose membership
 * has not ended.
 */
export async function readFactsOfMembers(
  em: Em,
  accountId: string,
  options: { userIds?: readonly string[]; clock?: Clock } = {},
): Promise<MemberFacts[]> {
  const { userIds, clock = 'now' } = options;
  if (userIds?.length === 0) return [];
  const which =
    userIds === undefined ? 'm.ended_at is null' : `m.user_id in (${userIds.map(() => '?').join(', ')})`;
  const all = await rows(
    em,
    `select ${now(clock)} as now, ${account} as account, ${facts} as facts
     from accounts a join memberships m on m.account_id = a.id join users u on u.id = m.user_id
     where a.id = ? and ${which} order by u.name, u.id`,
    [accountId, ...(userIds ?? [])],
  );
  return found(all);
}

/** The facts of one person in every account that he is, or once was, a member of, by the account's name. */
export async function readFactsOfAccounts(em: Em, userId: string): Promise<MemberFacts[]> {
  const all = await rows(
    em,
    `select ${now('now')} as now, ${account} as account, ${facts} as facts
     from memberships m join accounts a on a.id = m.account_id
     where m.user_id = ? order by a.name, a.id`,
    [userId],
  );
  return found(all);
}

/** The two epochs of a pair and the time, without the grants; null if there is no such account. */
export async function readEpochs(em: Em, { user, account }: Pair): Promise<Epochs | null> {
  const [row] = await em.execute<{ account: number; member: number | null; now: string }[]>(
    `select a.epoch as account, m.epoch as member, to_json(now()) as now
     from accounts a left join memberships m on m.account_id = a.id and m.user_id = ? where a.id = ?`,
    [user, account],
  );
  return row ? { account: row.account, member: row.member ?? -1, now: new Date(row.now) } : null;
}

/**
 * One page of the facts of those who may hold one of these presets or permissions: the owner, and members with a grant
 * of such a name, by user id after `after`.
 */
export async function readFactsOfHolders(
  em: Em,
  accountId: string,
  asked: { names: readonly string[]; after: string; limit: number },
): Promise<MemberFacts[]> {
  const names = asked.names.join(',');
  const all = await rows(
    em,
    `select ${now('now')} as now, ${account} as account, ${facts} as facts
     from accounts a join memberships m on m.account_id = a.id
     where a.id = ? and m.ended_at is null and m.user_id > ? and (m.user_id = a.owner_user_id or exists (
       select 1 from grants g where g.account_id = m.account_id and g.user_id = m.user_id and g.ended_at is null
         and (g.preset = any (string_to_array(?, ',')) or g.permission = any (string_to_array(?, ',')))))
     order by m.user_id limit ?`,
    [accountId, asked.after, names, names, asked.limit],
  );
  return found(all);
}
