import { inTransaction, type Orm } from '@mandate/db';

/** Accounts in which something ran out and is not yet written down as expired; with the worker's login. */
export async function accountsWithExpired(workerOrm: Orm): Promise<string[]> {
  const rows = await inTransaction(workerOrm, { readOnly: true }, (em) =>
    em.execute<{ id: string }[]>(
      `select account_id as id from memberships where ended_at is null and end_at <= clock_timestamp()
       union select account_id from grants where ended_at is null and end_at <= clock_timestamp()
       union select account_id from invitations where state = 'open' and expires_at <= clock_timestamp()
       union select account_id from ownership_offers where state = 'open' and expires_at <= clock_timestamp()
       limit 100`,
    ),
  );
  return rows.map((row) => row.id);
}

/** Accounts that invited somebody lately, and so may hold old hand-offs. */
export async function accountsThatInvited(workerOrm: Orm): Promise<string[]> {
  const rows = await inTransaction(workerOrm, { readOnly: true }, (em) =>
    em.execute<{ id: string }[]>(
      `select distinct account_id as id from invitations where last_sent_at > clock_timestamp() - interval '30 days'`,
    ),
  );
  return rows.map((row) => row.id);
}
