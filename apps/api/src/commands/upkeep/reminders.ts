import {
  inTransaction,
  lockRows,
  readFactsOfMembers,
  User,
  type Em,
  type MemberFacts,
  type Orm,
} from '@mandate/db';
import type { Bundle } from '@mandate/policy';
import type { Env } from '../../env.ts';
import { tellEnding } from './ending.ts';

/**
 * Seven days before an end both sides are told of it; of one that was set for less than that, the day before. Once for
 * each end: one that is moved is told of anew.
 */
const due = (end: string, set: string) =>
  `${end} > clock_timestamp() and ${set} <= ${end} - interval '1 day' and clock_timestamp() >= ${end}
     - case when ${set} <= ${end} - interval '7 days' then interval '7 days' else interval '1 day' end`;

const dueMembership = `(m.reminded_end is distinct from m.end_at and ${due('m.end_at', 'coalesce(m.end_set_at, m.created_at)')})`;
/** A grant that the membership outlasts; else the end of the membership is what is told. */
const dueGrant = `(g.ended_at is null and g.reminded_at is null and g.end_at < coalesce(m.end_at, 'infinity')
  and ${due('g.end_at', 'g.created_at')})`;
const dueMember = `m.ended_at is null and (${dueMembership} or exists (
  select 1 from grants g where g.account_id = m.account_id and g.user_id = m.user_id and ${dueGrant}))`;

/** What an index can find. */
const near = (end: string) => `${end} > now() and ${end} <= now() + interval '7 days'`;

/** Accounts in which an end is near that nobody was told of; with the worker's login. */
export async function accountsWithEndsNear(workerOrm: Orm): Promise<string[]> {
  const rows = await inTransaction(workerOrm, { readOnly: true }, (em) =>
    em.execute<{ id: string }[]>(
      `select m.account_id as id from memberships m
       where m.ended_at is null and ${near('m.end_at')} and ${dueMembership}
       union select g.account_id from grants g
       join memberships m on m.account_id = g.account_id and m.user_id = g.user_id
       where m.ended_at is null and ${near('g.end_at')} and ${dueGrant} limit 100`,
    ),
  );
  return rows.map((row) => row.id);
}

export interface Telling {
  /** With the app's login. */
  orm: Orm;
  bundle: () => Bundle;
  env: Pick<Env, 'MAIL_KEY' | 'ORIGIN'>;
}

/** Tells, and notes it in the transaction that queues the mails: nobody is told twice, and nobody is forgotten. */
export function remindIn(telling: Telling, accountId: string): Promise<void> {
  return inTransaction(telling.orm, { account: accountId }, async (em) => {
    await lockRows(em, { accountId, account: 'share' });
    const rows = await em.execute<{ id: string }[]>(
      `select m.user_id as id from memberships m where m.account_id = ? and ${dueMember}
       order by m.user_id limit 100 for update`,
      [accountId],
    );
    const users = rows.map(({ id }) => id);
    const clock = 'clock_timestamp';
    for (const facts of await readFactsOfMembers(em, accountId, { userIds: users, clock }))
      await remind({ ...telling, em }, facts);
  });
}

async function remind(telling: Telling & { em: Em }, facts: MemberFacts): Promise<void> {
  const { em } = telling;
  const key = [facts.account.id, facts.userId];
  const grants = await em.execute<{ end: string }[]>(
    `update grants g set reminded_at = clock_timestamp() from memberships m
     where m.account_id = g.account_id and m.user_id = g.user_id and g.account_id = ? and g.user_id = ?
       and ${dueGrant} returning g.end_at as end`,
    key,
  );
  const whole = await em.execute<{ end: string }[]>(
    `update memberships m set reminded_end = end_at
     where m.account_id = ? and m.user_id = ? and ${dueMembership} returning m.end_at as end`,
    key,
  );
  const person = await em.findOneOrFail(User, { id: facts.userId });
  if (facts.owner || person.deletedAt || facts.account.state === 'closed') return;
  const ends = new Set([...grants, ...whole].map(({ end }) => new Date(end).getTime()));
  for (const end of [...ends].sort((a, b) => a - b)) await tellEnding(telling, { facts, person, end });
}
