import { rmSync } from 'node:fs';
import pg from 'pg';
import { mailboxDir } from '../stack.ts';
import type { Config } from '../config.ts';
import { Fault } from './fault.ts';

/** Empties the database: its tables, and every right given on them. */
export async function emptyDatabase(ownerUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await client.query('drop schema public cascade; create schema public');
  } finally {
    await client.end();
  }
}

export function emptyMailbox(config: Config): void {
  rmSync(mailboxDir(config.dataDir), { recursive: true, force: true });
}

/** Throwing everything away is for the demo; in a database of one's own only when said twice. */
export function requireResettable(config: Config, words: string[]): void {
  if (!config.demo) throw new Fault('demo:reset is for the demo only: RESEND_API_KEY is set.');
  if (config.databaseUrl && !words.includes('--yes')) {
    const { host, pathname } = new URL(config.databaseUrl);
    throw new Fault(
      `This deletes everything in ${host}${pathname}. If you mean it: npm run demo:reset -- --yes`,
    );
  }
}
