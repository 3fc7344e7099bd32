import type { TestDatabase } from '@mandate/db/testing';

export interface Named {
  id: string;
  name: string;
}

/** What an account holds, straight from the database: to look for what must not be seen. */
export async function holdings(
  { owner }: TestDatabase,
  account: string,
): Promise<{ id: string; domains: Named[]; services: Named[] }> {
  const em = owner.em.fork();
  const list = (table: string) =>
    em.execute<Named[]>(
      `select t.id, t.name from ${table} t join accounts a on a.id = t.account_id where a.name = ? order by t.name`,
      [account],
    );
  const [row] = await em.execute<{ id: string }[]>('select id from accounts where name = ?', [account]);
  if (!row) throw new Error(`No account is called ${account}.`);
  return { id: row.id, domains: await list('domains'), services: await list('services') };
}

/** Which of them a page gives away, by name or by id. */
export function betrayed(html: string, things: readonly Named[]): string[] {
  const stands = (name: string) =>
    new RegExp(`(?<![\\w@.-])${name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?![\\w-])`).test(html);
  return things.filter(({ id, name }) => html.includes(id) || stands(name)).map(({ name }) => name);
}
