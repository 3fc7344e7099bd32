import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { withConnection } from '../connect.ts';
import { ensureLogins } from '../logins.ts';
import { migrate } from '../migrate.ts';

export const passwords = { app: 'app-test', worker: 'worker-test', report: 'report-test' };

const turn = 7_021_640_313;
const ready = new Map<string, Promise<string>>();

/** The server's address with another database, and another login where one is named. */
export function addressOf(server: string, database: string, login?: keyof typeof passwords): string {
  const url = new URL(server);
  url.pathname = `/${database}`;
  if (login !== undefined) {
    url.username = `mandate_${login}`;
    url.password = passwords[login];
  }
  return url.href;
}

function templateName(): string {
  const folder = join(import.meta.dirname, '../migrations');
  const hash = createHash('sha256');
  for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()) {
    if (file.endsWith('.ts')) hash.update(file).update(readFileSync(join(folder, file)));
  }
  return `mandate_template_${hash.digest('hex').slice(0, 12)}`;
}

/** Workers in parallel take turns: the first makes the template, the others find it. */
function makeTemplate(server: string): Promise<string> {
  return withConnection(server, async (client) => {
    const name = templateName();
    await client.query('select pg_advisory_lock($1)', [turn]);
    const { rows } = await client.query<{ done: boolean }>(
      'select datistemplate as done from pg_database where datname = $1',
      [name],
    );
    if (rows[0]?.done === true) return name;
    await client.query(`drop database if exists ${name} with (force)`);
    await client.query(`create database ${name}`);
    const url = addressOf(server, name);
    await ensureLogins(url, passwords);
    await migrate(url);
    await client.query(`alter database ${name} is_template true`);
    return name;
  });
}

/** The migrated database that every test database is a copy of. */
export function template(server: string): Promise<string> {
  const known = ready.get(server) ?? makeTemplate(server);
  ready.set(server, known);
  return known;
}
