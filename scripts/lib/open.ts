import { mkdirSync } from 'node:fs';
import { loadBundle } from '@mandate/policy';
import { readConfig, type Config } from '../config.ts';
import { mailboxDir, startApi, startPortal, type StackSettings } from '../stack.ts';
import { openDatabase, prepareDatabase } from './database.ts';
import { refuseDemoLogins, seedWhenEmpty } from './demo.ts';
import { lockDataFolder } from './lock.ts';
import type { Shutdown } from './main.ts';
import { requireFreePort } from './ports.ts';
import { ensureSecrets } from './secrets.ts';
import { supervise } from './supervise.ts';

/** Checks everything that can be checked before anything is started. */
export async function checkedConfig(env: NodeJS.ProcessEnv): Promise<Config> {
  const config = readConfig(env);
  await loadBundle(config.policiesDir);
  await requireFreePort(config.port, config.host, 'PORT');
  await requireFreePort(config.apiPort, '127.0.0.1', 'API_PORT');
  return config;
}

/** Data folder, database, API and portal, each supervised; stopped in the opposite order. */
export async function openMandate(
  config: Config,
  shutdown: Shutdown,
  more: { dev?: boolean; build: () => Promise<void> },
) {
  const { signal, onStop } = shutdown;
  const watch = { say: console.log, giveUp: shutdown.fail };
  onStop(await lockDataFolder(config.dataDir));
  console.log('Building what changed ...');
  await more.build();
  signal.throwIfAborted();
  const secrets = ensureSecrets(config.dataDir);
  console.log('Preparing the database ...');
  const database = await openDatabase(config, secrets, watch);
  onStop(database.stop);
  const logins = await prepareDatabase(database.ownerUrl, config, secrets);
  await (config.demo ? seedWhenEmpty : refuseDemoLogins)(database.ownerUrl);
  signal.throwIfAborted();

  mkdirSync(mailboxDir(config.dataDir), { recursive: true, mode: 0o700 });
  const { apiKey, mailKey } = secrets;
  const webhookSecret = config.demo ? secrets.webhookSecret : config.webhookSecret;
  const settings: StackSettings = {
    ...config,
    ...{
      appUrl: logins.app,
      workerUrl: logins.worker,
      apiKey,
      mailKey,
      webhookSecret,
      dev: more.dev,
      say: console.log,
    },
  };
  for (const [name, start] of [
    ['The API', startApi],
    ['The portal', startPortal],
  ] as const) {
    const running = await supervise({
      ...watch,
      name,
      start: (onExit) => start(settings, { onExit, signal }),
    });
    onStop(running.stop);
  }
}
