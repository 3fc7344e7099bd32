import type { Orm } from '@mandate/db';
import { createMailer } from '@mandate/emails';
import { demoProvider } from './commands/adapter.ts';
import { startUpkeep } from './commands/upkeep/worker.ts';
import { startCommands } from './commands/worker.ts';
import type { Env } from './env.ts';
import type { Log } from './outbox/loop.ts';
import { mailboxPath } from './outbox/mailbox.ts';
import { startOutbox } from './outbox/worker.ts';

interface Working {
  env: Env;
  /** With the app's login. */
  orm: Orm;
  /** With the worker's login. */
  workerOrm: Orm;
  /** Where this process listens: in demo mode it is its own mail provider. */
  port: number;
  log: Log;
}

/** In demo mode mail goes to this process's own mailbox, through the same client as in production. */
const mailerOf = ({ env, port }: Working) =>
  createMailer({
    apiKey: env.RESEND_API_KEY ?? 'demo',
    baseUrl: env.DEMO ? `http://127.0.0.1:${port}${mailboxPath}` : env.RESEND_BASE_URL,
    from: env.MAIL_FROM,
  });

/** Everything that happens after a commit: mail, commands, what the clock ends. */
export function startWork(working: Working) {
  const { env, orm, workerOrm, log } = working;
  const mailKey = env.MAIL_KEY;
  const outbox = startOutbox({ orm: workerOrm, mailer: mailerOf(working), mailKey, log });
  const provider = demoProvider(env.PROVIDER_DELAY_MS);
  const commands = startCommands({ workerOrm, orm, provider, mailKey, log });
  const upkeep = startUpkeep({ workerOrm, orm, log });
  return {
    wake: () => {
      outbox.wake();
      commands.wake();
    },
    stop: () => Promise.all([outbox.stop(), commands.stop(), upkeep.stop()]),
  };
}
