import type { Orm } from '@mandate/db';
import { startLoop, type Log, type Loop } from '../../outbox/loop.ts';
import { cleanHandOffs, cleanIdentity } from './cleanup.ts';
import { expireIn } from './expire.ts';
import { accountsThatInvited, accountsWithExpired } from './find.ts';
import { forgetSecrets } from './secrets.ts';

interface UpkeepOptions {
  /** With the worker's login: finds what is due. */
  workerOrm: Orm;
  /** With the app's login: writes it, one account at a time. */
  orm: Orm;
  log: Log;
  everyMs?: number;
  cleanEveryMs?: number;
}

/** Writes down what the clock has ended, and throws away what nobody can use any more, until stopped. */
export function startUpkeep(options: UpkeepOptions): Loop {
  const { workerOrm, orm, everyMs = 10_000, cleanEveryMs = 3_600_000 } = options;
  let cleanAt = 0;
  const step = async () => {
    await forgetSecrets(workerOrm);
    for (const accountId of await accountsWithExpired(workerOrm)) await expire(options, accountId);
    if (performance.now() >= cleanAt) {
      cleanAt = performance.now() + cleanEveryMs;
      await cleanIdentity(orm);
      for (const accountId of await accountsThatInvited(workerOrm)) await cleanHandOffs(orm, accountId);
    }
    return { idle: true, waitMs: everyMs };
  };
  return startLoop('upkeep', everyMs, step, options.log);
}

/** One account's trouble does not keep the others waiting. */
async function expire({ orm, log }: UpkeepOptions, accountId: string): Promise<void> {
  try {
    await expireIn(orm, accountId);
  } catch (error) {
    log.error({ err: error, account: accountId }, 'upkeep: an account could not be brought up to date');
  }
}
