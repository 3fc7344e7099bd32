import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, expect, it, vi } from 'vitest';
import { runningServer } from '../../packages/db/src/postgres/orphan.ts';
import { readConfig } from '../config.ts';
import { cliSettings } from './cli-settings.ts';
import { openDatabase, postgresDir, prepareDatabase } from './database.ts';
import { ensureSecrets } from './secrets.ts';

const dataDir = mkdtempSync(join(tmpdir(), 'mandate-database-'));
afterAll(() => rmSync(dataDir, { recursive: true }));

async function ask(url: string): Promise<unknown> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  const { rows } = await client.query(
    'select current_user::text as me, (select count(*)::int from users) as users',
  );
  await client.end();
  return rows[0];
}

it('has a database for the app, which comes back at the same address after kill -9', async () => {
  const config = readConfig({ DATA_DIR: dataDir });
  const secrets = ensureSecrets(dataDir);
  const database = await openDatabase(config, secrets, { say: () => {}, giveUp: () => {} });
  try {
    const urls = await prepareDatabase(database.ownerUrl, config, secrets);
    expect(await ask(urls.app)).toEqual({ me: 'mandate_app', users: 0 });
    const { appUrl } = await cliSettings(config);
    expect(await ask(appUrl)).toEqual({ me: 'mandate_app', users: 0 });
    const pid = await runningServer(join(postgresDir(dataDir), 'data'));
    process.kill(pid ?? 0, 'SIGKILL');
    await vi.waitFor(() => expect(ask(urls.app)).resolves.toEqual({ me: 'mandate_app', users: 0 }), {
      ...{ timeout: 20_000, interval: 200 },
    });
  } finally {
    await database.stop();
  }
  await expect(cliSettings(config)).rejects.toThrow('Mandate does not run on this data folder');
});

it('says in one line which DATABASE_URL does not answer, without its password', async () => {
  const config = readConfig({ DATA_DIR: dataDir, DATABASE_URL: 'postgres://me:secret@127.0.0.1:1/mine' });
  const failure = await prepareDatabase(config.databaseUrl ?? '', config, ensureSecrets(dataDir)).catch(
    String,
  );
  expect(failure).toMatch(/^DatabaseError: PostgreSQL at 127.0.0.1:1\/mine cannot be reached: [^\n]+$/);
  expect(failure).not.toContain('secret');
});
