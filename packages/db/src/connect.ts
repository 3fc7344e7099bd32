import pg from 'pg';
import { DatabaseError, withoutPassword } from './errors.ts';

/** One connection for the length of a task; a server that cannot be used is told in one line. */
export async function withConnection<T>(url: string, task: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
  } catch (cause) {
    const why = cause instanceof Error && cause.message !== '' ? cause.message : 'no answer';
    throw new DatabaseError(`PostgreSQL at ${withoutPassword(url)} cannot be reached: ${why}`, { cause });
  }
  try {
    return await task(client);
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** Refuses a server older than 15: column lists in `on delete set null` and locked-down schemas need it. */
export async function requireVersion(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ number: string; name: string }>(
    `select current_setting('server_version_num') as number, current_setting('server_version') as name`,
  );
  const version = rows[0];
  if (version !== undefined && Number(version.number) < 150_000) {
    throw new DatabaseError(`PostgreSQL ${version.name} is too old: 15 or newer is needed`);
  }
}
