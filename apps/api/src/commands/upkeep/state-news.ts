import { inTransaction, lockRows, readFacts, User, type Membership, type Orm } from '@mandate/db';
import { tellOfState } from '../../features/accounts/state.ts';
import type { Telling } from './reminders.ts';

/** Accounts whose members have not all been told that it closed or is open again; with the worker's login. */
export async function accountsWithNews(workerOrm: Orm): Promise<string[]> {
  const rows = await inTransaction(workerOrm, { readOnly: true }, (em) =>
    em.execute<{ id: string }[]>(
      `select distinct account_id as id from memberships where state_news is not null limit 100`,
    ),
  );
  return rows.map((row) => row.id);
}

interface Due {
  id: string;
  news: NonNullable<Membership['stateNews']>;
}

/** Tells the next of them, and notes it in the transaction that queues the mails. The state holds while it is told. */
export function tellNewsIn({ orm, env }: Pick<Telling, 'orm' | 'env'>, accountId: string): Promise<void> {
  return inTransaction(orm, { account: accountId }, async (em) => {
    await lockRows(em, { accountId, account: 'share' });
    const facts = await readFacts(em, { userId: '', accountId });
    if (!facts) return;
    const due = await em.execute<Due[]>(
      `with due as (
         select account_id, user_id, state_news, ended_at from memberships
         where account_id = ? and state_news is not null order by user_id limit 100 for update)
       update memberships m set state_news = null from due
       where m.account_id = due.account_id and m.user_id = due.user_id
       returning m.user_id as id, case when due.ended_at is null then due.state_news end as news`,
      [accountId],
    );
    const people = await em.find(User, { id: due.filter(({ news }) => news).map(({ id }) => id) });
    const news = new Map(due.map((one) => [one.id, one.news]));
    for (const person of people) {
      if (person.deletedAt) continue;
      const change = news.get(person.id) === 'opened' ? 'resumed' : 'closed';
      const by = news.get(person.id) === 'closed_by_owner' ? facts.account.ownerName : undefined;
      await tellOfState({ em, env, account: facts.account }, person, { change, by });
    }
  });
}
