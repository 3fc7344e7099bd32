import { inTransaction, type Orm } from '@mandate/db';

/** Forgets secrets that nobody came for in time; with the worker's login. */
export const forgetSecrets = (workerOrm: Orm): Promise<unknown> =>
  inTransaction(workerOrm, {}, (em) =>
    em.execute(
      `update commands set secret = null where secret is not null and secret_until <= clock_timestamp()`,
      [],
      'run',
    ),
  );
