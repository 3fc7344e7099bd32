import type { Orm } from '@mandate/db';
import { startLoop, type Log, type Loop } from '../../outbox/loop.ts';
import { cleanHandOffs, cleanIdentity } from './cleanup.ts';
import { expireIn } from './expire.ts';
import { accountsThatInvited, accountsWithExpired } from './find.ts';
import { accountsWithEndsNear, remindIn, type Telling } from './reminders.ts';
import { forgetSecrets } from './secrets.ts';
import { accountsWithNews, tellNewsIn } from './state-news.ts';

/** `orm`, with the app's login, writes it, one account at a time. */
interface UpkeepOptions extends Telling {
  /** With the worker's login: finds what is due. */
  workerOrm: Orm;
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
    for (const accountId of await accountsWithExpired(workerOrm))
      await attempt(options, accountId, () => expireIn(options, accountId));
    for (const accountId of await accountsWithEndsNear(workerOrm))
      await attempt(options, accountId, () => remindIn(options, accountId));
    for (const accountId of await accountsWithNews(workerOrm))
      await attempt(options, accountId, () => tellNewsIn(options, accountId));
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
async function attempt({ log }: UpkeepOptions, accountId: string, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    log.error({ err: error, account: accountId }, 'upkeep: an account could not be brought up to date');
  }
}
