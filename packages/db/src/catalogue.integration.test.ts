import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withConnection } from './connect.ts';
import { seedDemo } from './demo/index.ts';
import { testDatabase, type TestDatabase } from './testing.ts';

let db: TestDatabase;
let owned: string[];

const rows = <T>(url: string, sql: string, values: unknown[] = []) =>
  withConnection(url, async (client) => (await client.query(sql, values)).rows as T[]);

/** How many rows a login sees without any setting: a number, or that it may not look. */
async function seen(url: string, table: string): Promise<number | 'refused'> {
  try {
    const [row] = await rows<{ n: number }>(url, `select count(*)::int as n from ${table}`);
    return row?.n ?? 0;
  } catch (error) {
    if (error instanceof Error && error.message.startsWith('permission denied')) return 'refused';
    throw error;
  }
}

async function seenOf(url: string, tables: string[]): Promise<Record<string, number | 'refused'>> {
  const entries = [];
  for (const table of tables) entries.push([table, await seen(url, table)] as const);
  return Object.fromEntries(entries);
}

beforeAll(async () => {
  db = await testDatabase();
  await seedDemo(db.ownerUrl, { hashPassword: (password) => Promise.resolve(password) });
  await db.owner.em.fork().execute(
    `insert into hand_offs (token_hash, account_id, invitation_id, way, expires_at)
       select 'h', account_id, id, way, expires_at from invitations limit 1;
     insert into commands (id, account_id, resource, kind, requested_by)
       select 'cmd_x', id, 'services/x', 'service.restart', owner_user_id from accounts limit 1;
     insert into ownership_offers (id, account_id, from_user_id, to_user_id, afterwards, expires_at)
       select 'off_x', a.id, a.owner_user_id, m.user_id, 'leaves', now() from accounts a
       join memberships m on m.account_id = a.id and m.user_id <> a.owner_user_id limit 1;`,
  );
  const columns = await rows<{ name: string }>(
    db.ownerUrl,
    `select table_name as name from information_schema.columns
     where table_schema = 'public' and column_name = 'account_id' order by 1`,
  );
  owned = ['accounts', ...columns.map((column) => column.name)];
});
afterAll(() => db.close());

describe('row-level security', () => {
  it('is forced on every table with an account', async () => {
    const forced = await rows<{ name: string }>(
      db.ownerUrl,
      `select relname as name from pg_class where relrowsecurity and relforcerowsecurity order by 1`,
    );
    expect(forced.map((table) => table.name).sort()).toEqual([...owned].sort());
    expect(owned).toHaveLength(20);
  });

  it('keeps rows of every such table in this test', async () => {
    const counts = await seenOf(db.ownerUrl, owned);
    expect(Object.entries(counts).filter(([, count]) => count === 0)).toEqual([]);
  });

  it('shows the app nothing without a setting', async () => {
    const counts = await seenOf(db.appUrl, owned);
    expect(counts).toEqual(Object.fromEntries(owned.map((table) => [table, 0])));
  });

  it('shows worker and report what is named for them and no more', async () => {
    const all = await seenOf(db.ownerUrl, owned);
    const only = (named: string[]) =>
      Object.fromEntries(owned.map((table) => [table, named.includes(table) ? all[table] : 'refused']));
    const work = ['outbox_messages', 'commands', 'deliveries', 'memberships', 'grants', 'invitations'];
    expect(await seenOf(db.workerUrl, owned)).toEqual(only([...work, 'ownership_offers']));
    const report = ['accounts', 'memberships', 'grants', 'activity_events', 'services', 'domains'];
    expect(await seenOf(db.reportUrl, owned)).toEqual(only(report));
    const identity = ['users', 'sessions', 'email_tokens', 'rate_limits'];
    const refused = Object.fromEntries(identity.map((table) => [table, 'refused']));
    expect(await seenOf(db.workerUrl, identity)).toEqual(refused);
    const people = await seen(db.ownerUrl, 'users');
    expect(await seenOf(db.reportUrl, identity)).toEqual({ ...refused, users: people });
  });

  it('has exactly these policies beside that of the account', async () => {
    const policies = await rows<{ line: string }>(
      db.ownerUrl,
      `select format('%s %s %s', array_to_string(roles, ','), lower(cmd), tablename) as line from pg_policies
       where policyname <> tablename || '_account' order by 1`,
    );
    const lines = policies.map((policy) => policy.line);
    const app = lines.filter((line) => line.startsWith('mandate_app'));
    const count = (line: string) => app.filter((other) => other === line).length;
    expect(Object.fromEntries(app.map((line) => [line, count(line)]))).toEqual({
      'mandate_app select accounts': 3,
      'mandate_app select memberships': 2,
      'mandate_app select grants': 2,
      'mandate_app select invitations': 2,
      'mandate_app select hand_offs': 1,
      'mandate_app select ownership_offers': 1,
      'mandate_app select services': 1,
      'mandate_app select domains': 1,
      'mandate_app select invoices': 1,
      'mandate_app select tickets': 1,
      'mandate_app insert outbox_messages': 1,
      'mandate_app insert deliveries': 1,
    });
    const others = lines.filter((line) => !line.startsWith('mandate_app')).sort();
    const both = (table: string) => [`mandate_worker select ${table}`, `mandate_worker update ${table}`];
    expect(others).toEqual(
      [
        ...['outbox_messages', 'commands', 'deliveries'].flatMap(both),
        ...['memberships', 'grants', 'invitations', 'ownership_offers'].map(
          (table) => `mandate_worker select ${table}`,
        ),
        ...['accounts', 'memberships', 'grants', 'activity_events', 'services', 'domains'].map(
          (table) => `mandate_report select ${table}`,
        ),
      ].sort(),
    );
  });
});

describe('the logins', () => {
  it('own nothing, bypass nothing and belong to nobody', async () => {
    const logins = await rows<Record<string, boolean>>(
      db.ownerUrl,
      `select rolsuper or rolbypassrls or rolcreatedb or rolcreaterole or rolreplication as powerful,
         exists (select from pg_class where relowner = r.oid) or exists (select from pg_proc where proowner = r.oid)
           or exists (select from pg_database where datdba = r.oid) as owner,
         exists (select from pg_auth_members where member = r.oid) as member
       from pg_roles r where rolname in ('mandate_app', 'mandate_worker', 'mandate_report')`,
    );
    expect(logins).toEqual(Array(3).fill({ powerful: false, owner: false, member: false }));
  });

  it('for reports reads names, and nothing else of people and their things', async () => {
    const readable = await rows<{ line: string }>(
      db.ownerUrl,
      `select format('%s.%s', table_name, column_name) as line from information_schema.column_privileges
       where grantee = 'mandate_report' and table_name in ('users', 'services', 'domains') order by 1`,
    );
    const columns = { domains: ['account_id', 'id', 'name'], services: ['account_id', 'id', 'name'] };
    const named = Object.entries({ ...columns, users: ['email', 'id', 'name'] });
    expect(readable.map((column) => column.line)).toEqual(
      named.flatMap(([table, names]) => names.map((name) => `${table}.${name}`)),
    );
    for (const sql of ['select password_hash from users', 'select registrant_email from domains'])
      await expect(rows(db.reportUrl, sql)).rejects.toThrow('permission denied');
  });

  it('may not write more than is named', async () => {
    const granted = await rows<{ line: string }>(
      db.ownerUrl,
      `select format('%s %s %s', grantee, lower(privilege_type), table_name) as line
       from information_schema.role_table_grants
       where grantee in ('mandate_worker', 'mandate_report') and privilege_type <> 'SELECT' order by 1`,
    );
    const updates = ['commands', 'deliveries', 'outbox_messages'].map(
      (table) => `mandate_worker update ${table}`,
    );
    expect(granted.map((grant) => grant.line)).toEqual(updates);
    const events = await rows<{ verb: string }>(
      db.ownerUrl,
      `select lower(privilege_type) as verb from information_schema.role_table_grants
       where grantee = 'mandate_app' and table_name = 'activity_events' order by 1`,
    );
    expect(events.map((event) => event.verb)).toEqual(['insert', 'select']);
  });

  it('cannot give themselves another role or lift what binds them', async () => {
    for (const url of [db.appUrl, db.workerUrl, db.reportUrl]) {
      await expect(rows(url, 'set role postgres')).rejects.toThrow('permission denied');
      await expect(rows(url, 'alter table grants no force row level security')).rejects.toThrow(
        'must be owner',
      );
      await expect(rows(url, 'create table mine (id int)')).rejects.toThrow('permission denied');
    }
  });
});

describe('the tables', () => {
  it('have the columns that the entities say, nullable alike', async () => {
    const columns = await rows<{ line: string }>(
      db.ownerUrl,
      `select format('%s.%s %s', table_name, column_name, lower(is_nullable)) as line
       from information_schema.columns where table_schema = 'public' and table_name <> 'mikro_orm_migrations'`,
    );
    const said = [...db.orm.getMetadata().getAll().values()].flatMap((meta) =>
      meta.props.map(
        (prop) => `${meta.tableName}.${prop.fieldNames.join()} ${prop.nullable === true ? 'yes' : 'no'}`,
      ),
    );
    expect(said.sort()).toEqual(columns.map((column) => column.line).sort());
  });

  it('check every foreign key at commit, and name the account in keys between its rows', async () => {
    const keys = await rows<{ holder: string; target: string; deferred: boolean; columns: string }>(
      db.ownerUrl,
      `select conrelid::regclass::text as holder, confrelid::regclass::text as target,
         condeferrable and condeferred as deferred, pg_get_constraintdef(oid) as columns
       from pg_constraint where contype = 'f'`,
    );
    expect(keys.filter((key) => !key.deferred)).toEqual([]);
    const between = keys.filter(({ holder, target }) => owned.includes(holder) && owned.includes(target));
    const toParents = ['accounts', 'activity_heads'];
    const plain = between.filter(
      ({ target, columns, holder }) =>
        !toParents.includes(target) && !columns.includes('account_id, ') && holder !== 'deliveries',
    );
    expect(plain.filter((key) => key.holder !== 'accounts')).toEqual([]);
    expect(
      between.some((key) => key.holder === 'accounts' && key.columns.includes('(id, owner_user_id)')),
    ).toBe(true);
  });
});
