import type { TestDatabase } from '@mandate/db/testing';

/** Every row of every table, all columns, as text: what somebody would hold who took a copy of the database. */
export async function dumpDatabase({ owner }: TestDatabase): Promise<string> {
  const em = owner.em.fork();
  const tables = await em.execute<{ place: string }[]>(
    `select format('%I.%I', schemaname, tablename) as place from pg_tables
     where schemaname not in ('pg_catalog', 'information_schema') order by 1`,
  );
  const parts: string[] = [];
  for (const { place } of tables) {
    const rows = await em.execute<{ line: string }[]>(`select to_jsonb(t)::text as line from ${place} as t`);
    parts.push(`-- ${place}`, ...rows.map(({ line }) => line));
  }
  return parts.join('\n');
}
