import type { Em } from './orm.ts';

/**
 * Lets the owner of the tables past row-level security for the length of `work`: for migrations of data and for the
 * demo. Part of the caller's transaction, so that nobody else ever sees the tables without it.
 */
export async function withForceLifted<T>(em: Em, work: () => Promise<T>): Promise<T> {
  const forced = await em.execute<{ name: string }[]>(
    `select oid::regclass::text as name from pg_class
     where relforcerowsecurity and relnamespace = 'public'::regnamespace order by 1`,
  );
  const alter = (how: string) =>
    em.execute(forced.map(({ name }) => `alter table ${name} ${how};`).join(' '));
  await alter('no force row level security');
  const result = await work();
  await em.flush();
  // a table with checks that wait for the commit cannot be altered
  await em.execute('set constraints all immediate');
  await alter('force row level security');
  return result;
}
