import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { runningPort } from '@mandate/db/postgres';
import type { CliSettings } from '../../apps/api/src/cli/io.ts';
import type { Config } from '../config.ts';
import { embeddedDatabase, loginUrl, postgresDir } from './database.ts';
import { Fault } from './fault.ts';
import { ensureSecrets } from './secrets.ts';

/**
 * Where the operators' commands work: the database of DATABASE_URL or the embedded one while Mandate runs, with the
 * logins of the product. The owner of the tables, whom row-level security does not bind, is for migrations only.
 */
export async function cliSettings(config: Config): Promise<CliSettings> {
  const { dataDir, origin, policiesDir, loginUrls: given } = config;
  if (!existsSync(join(dataDir, 'secrets.json')))
    throw new Fault(`${dataDir} holds no Mandate: start it once, or name its folder in DATA_DIR.`);
  const base = config.databaseUrl ?? (await embeddedUrl(dataDir));
  const secrets = ensureSecrets(dataDir);
  return {
    appUrl: given.app ?? loginUrl(base, 'mandate_app', secrets.appPassword),
    reportUrl: given.report ?? loginUrl(base, 'mandate_report', secrets.reportPassword),
    ...{ mailKey: secrets.mailKey, origin, policiesDir },
  };
}

async function embeddedUrl(dataDir: string): Promise<string> {
  const port = await runningPort(postgresDir(dataDir));
  if (port === undefined)
    throw new Fault('Mandate does not run on this data folder: start it (npm start), then ask again.');
  return `postgres://127.0.0.1:${port}/${embeddedDatabase.name}`;
}
