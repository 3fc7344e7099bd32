import type { Em } from '@mandate/db';

/** Notes of when, and of how often: no answer hangs on them. */
const notes = ['last_used_at', 'last_active_at'];
const counters = 'rate_limits';

/** A digest of every table, by name. */
export async function digest(em: Em): Promise<Record<string, string>> {
  const tables = await em.execute<{ name: string }[]>(
    `select table_name as name from information_schema.tables
     where table_schema = 'public' and table_type = 'BASE TABLE' order by table_name`,
  );
  const left = `array['${notes.join("','")}']`;
  const parts = tables
    .filter(({ name }) => name !== counters)
    .map(
      ({ name }) =>
        `select '${name}' as name, md5(coalesce(string_agg(row, chr(10) order by row), '')) as hash
         from (select (to_jsonb(t) - ${left})::text as row from ${name} t) rows`,
    );
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
