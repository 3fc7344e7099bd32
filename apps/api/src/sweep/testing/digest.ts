import type { Em } from '@mandate/db';

/** Counted whatever comes of a call, or a note of when: no answer hangs on them. */
const leftOut = ['rate_limits', 'sessions.last_used_at'];

/** A digest of every table, by name. */
export async function digest(em: Em): Promise<Record<string, string>> {
  const tables = await em.execute<{ name: string }[]>(
    `select table_name as name from information_schema.tables
     where table_schema = 'public' and table_type = 'BASE TABLE' order by table_name`,
  );
  const columns = leftOut.filter((name) => name.includes('.')).map((name) => name.split('.')[1]!);
  const parts = tables
    .filter(({ name }) => !leftOut.includes(name))
    .map(
      ({ name }) =>
        `select '${name}' as name, md5(coalesce(string_agg(row, chr(10) order by row), '')) as hash
         from (select (to_jsonb(t) - '${columns.join()}')::text as row from ${name} t) rows`,
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
