import { join } from 'node:path';
import { ensureLogins, migrate } from '@mandate/db';
import { createOwnedDatabase, startPostgres } from '@mandate/db/postgres';
import type { Config } from '../config.ts';
import type { Secrets } from './secrets.ts';
import { supervise } from './supervise.ts';

export interface Database {
  ownerUrl: string;
  stop: () => Promise<void>;
}

export const embeddedDatabase = { name: 'mandate', owner: 'mandate_owner' };
export const postgresDir = (dataDir: string): string => join(dataDir, 'postgres');

interface Watch {
  say: (line: string) => void;
  giveUp: (reason: string) => void;
}

/** The database of DATABASE_URL, or the embedded server, which comes back on its port when it dies. */
export async function openDatabase(config: Config, secrets: Secrets, watch: Watch): Promise<Database> {
  if (config.databaseUrl) return { ownerUrl: config.databaseUrl, stop: () => Promise.resolve() };
  let port: number | undefined;
  const server = await supervise({
    ...watch,
    name: 'PostgreSQL',
    start: async (died) => {
      const running = await startPostgres({
        ...{ dir: postgresDir(config.dataDir), durable: true, port, onExit: died },
      });
      port = running.port;
      return running;
    },
  });
  const { url } = server.current();
  const ownerUrl = await createOwnedDatabase(url, { ...embeddedDatabase, password: secrets.ownerPassword });
  return { ownerUrl, stop: server.stop };
}

export interface LoginUrls {
  app: string;
  worker: string;
  report: string;
}

/** Logins and tables as this code needs them; returns where the app connects. */
export async function prepareDatabase(
  ownerUrl: string,
  config: Config,
  secrets: Secrets,
): Promise<LoginUrls> {
  const given = config.loginUrls;
  await ensureLogins(ownerUrl, {
    app: given.app ? undefined : secrets.appPassword,
    worker: given.worker ? undefined : secrets.workerPassword,
    report: given.report ? undefined : secrets.reportPassword,
  });
  await migrate(ownerUrl);
  return {
    app: given.app ?? loginUrl(ownerUrl, 'mandate_app', secrets.appPassword),
    worker: given.worker ?? loginUrl(ownerUrl, 'mandate_worker', secrets.workerPassword),
    report: given.report ?? loginUrl(ownerUrl, 'mandate_report', secrets.reportPassword),
  };
}

export function loginUrl(ownerUrl: string, login: string, password: string): string {
  const url = new URL(ownerUrl);
  url.username = login;
  url.password = password;
  return url.href;
}
