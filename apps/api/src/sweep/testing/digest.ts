import type { Em } from '@mandate/db';

/** Notes of when, and of how often: no answer hangs on them. */
const notes: Record<string, string> = { sessions: 'last_used_at', memberships: 'last_active_at' };
const counters = 'rate_limits';

/** A digest of every table, by name. */
export async function digest(em: Em): Promise<Record<string, string>> {
  const tables = await em.execute<{ name: string }[]>(
    `select table_name as name from information_schema.tables
     where table_schema = 'public' and table_type = 'BASE TABLE' and table_name <> ?`,
    [counters],
  );
  const parts = tables.map(({ name }) => {
    const row = notes[name] ? `(to_jsonb(t) - '${notes[name]}')::text` : 't::text';
    return `select '${name}' as name, count(*) || '/' || sum(hashtextextended(${row}, 0)) as hash from ${name} t`;
  });
  const rows = await em.execute<{ name: string; hash: string }[]>(parts.join(' union all '));
  return Object.fromEntries(rows.map(({ name, hash }) => [name, hash]));
}

/** The rows of a table with this value in this column, as one text. */
export async function rowsWhere(em: Em, table: string, column: string, value: string): Promise<string> {
  const [row] = await em.execute<[{ rows: string }]>(
    `select coalesce(jsonb_agg(to_jsonb(t) order by to_jsonb(t)), '[]')::text as rows from ${table} t where ${column} = ?`,
    [value],
  );
  return row.rows;
}

/** The tables whose rows differ between two digests. */
export const changed = (before: Record<string, string>, after: Record<string, string>): string[] =>
  Object.keys(after).filter((name) => after[name] !== before[name]);
