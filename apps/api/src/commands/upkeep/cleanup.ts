import { inTransaction, type Orm } from '@mandate/db';

/** Removes what can no longer be used by anybody; with the app's login. */
export const cleanIdentity = (orm: Orm): Promise<void> =>
  inTransaction(orm, {}, async (em) => {
    await em.execute(`delete from sessions where expires_at <= clock_timestamp()`, [], 'run');
    await em.execute(
      `delete from email_tokens where expires_at <= clock_timestamp() - interval '1 day'`,
      [],
      'run',
    );
    await em.execute(`delete from rate_limits where reset_at <= clock_timestamp()`, [], 'run');
  });

export const cleanHandOffs = (orm: Orm, accountId: string): Promise<unknown> =>
  inTransaction(orm, { account: accountId }, (em) =>
    em.execute(`delete from hand_offs where expires_at <= clock_timestamp()`, [], 'run'),
  );
