import type { Orm } from '@mandate/db';
import { createMailer } from '@mandate/emails';
import type { Bundle } from '@mandate/policy';
import { demoProvider } from '../commands/adapter.ts';
import { startUpkeep } from '../commands/upkeep/worker.ts';
import { startCommands } from '../commands/worker.ts';
import type { Env } from '../env.ts';
import type { Log } from './loop.ts';
import { mailboxPath } from './mailbox.ts';
import { startOutbox } from './worker.ts';

interface WorkersOptions {
  env: Env;
  /** With the app's login. */
  orm: Orm;
  /** With the worker's login. */
  workerOrm: Orm;
  bundle: () => Bundle;
  log: Log;
  /** Where this process listens; in demo mode it receives its own mail. */
  port: number;
  /** How long work that died with its process stays unattended. */
  leaseMs?: number;
}

export interface Workers {
  /** Something may have been committed that is to be sent or carried out. */
  wake(): void;
  /** Lets what is under way finish. */
  stop(): Promise<void>;
}

/** Starts what the API does besides answering: mail, commands, and the upkeep of what runs out. */
export function startWorkers(options: WorkersOptions): Workers {
  const { env, orm, workerOrm, bundle, log, port, leaseMs } = options;
  const demo = env.DEMO !== undefined;
  const mailer = createMailer({
    apiKey: env.RESEND_API_KEY ?? 're_demo',
    from: env.MAIL_FROM,
    ...(demo ? { baseUrl: `http://127.0.0.1:${port}${mailboxPath}` } : {}),
    ...(!demo && env.RESEND_BASE_URL ? { baseUrl: env.RESEND_BASE_URL } : {}),
  });
  const mailKey = env.MAIL_KEY;
  const outbox = startOutbox({ orm: workerOrm, mailer, mailKey, log, leaseMs });
  const provider = demoProvider(env.PROVIDER_DELAY_MS);
  const commands = startCommands({ workerOrm, orm, bundle, provider, mailKey, log, leaseMs });
  const upkeep = startUpkeep({ workerOrm, orm, bundle, env, log, everyMs: env.UPKEEP_MS });
  return {
    wake: () => {
      outbox.wake();
      commands.wake();
    },
    stop: async () => {
      await Promise.all([outbox.stop(), commands.stop(), upkeep.stop()]);
    },
  };
}
