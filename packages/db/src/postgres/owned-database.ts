import pg from 'pg';

/** A database of its own with an owner who is no superuser; made when missing. Returns the owner's URL. */
export async function createOwnedDatabase(
  superuserUrl: string,
  options: { name: string; owner: string; password: string },
): Promise<string> {
  const { name, owner, password } = options;
  const client = new pg.Client({ connectionString: superuserUrl });
  await client.connect();
  try {
    const id = (text: string) => client.escapeIdentifier(text);
    const has = async (sql: string, value: string) => (await client.query(sql, [value])).rowCount === 1;
    const verb = (await has('select from pg_roles where rolname = $1', owner)) ? 'alter' : 'create';
    await client.query(
      `${verb} role ${id(owner)} login createrole password ${client.escapeLiteral(password)}`,
    );
    if (!(await has('select from pg_database where datname = $1', name))) {
      await client.query(`create database ${id(name)} owner ${id(owner)}`);
    }
  } finally {
    await client.end();
  }
  const url = new URL(superuserUrl);
  url.username = owner;
  url.password = password;
  url.pathname = `/${name}`;
  return url.href;
}
