import pg from 'pg';
import { requireVersion, withConnection } from './connect.ts';
import { DatabaseError } from './errors.ts';

const logins = { app: 'mandate_app', worker: 'mandate_worker', report: 'mandate_report' } as const;

type Login = keyof typeof logins;
/** Only the passwords named here are set; the others stay as they are. */
export type LoginPasswords = Partial<Record<Login, string>>;

const all = Object.entries(logins) as [Login, string][];
/** Roles belong to the whole server: starts on different databases take turns too. */
const turn = 7_021_640_312;

function createSql(role: string): string {
  return `create role ${role} login nosuperuser nobypassrls nocreatedb nocreaterole`;
}

function lacking(missing: string[]): DatabaseError {
  const sql = missing.map((role) => `${createSql(role)} password '…';`).join(' ');
  return new DatabaseError(
    `The database logins ${missing.join(', ')} are missing and the owner's login may not create roles; run as an administrator: ${sql}`,
  );
}

async function setPassword(client: pg.Client, role: string, password: string): Promise<void> {
  try {
    await client.query(`alter role ${role} password ${pg.escapeLiteral(password)}`);
  } catch (cause) {
    if (!(cause instanceof pg.DatabaseError) || cause.code !== '42501') throw cause;
    throw new DatabaseError(
      `The owner's login may not set the password of ${role}; run as an administrator: alter role ${role} password '…';`,
      { cause },
    );
  }
}

/** Makes the three logins that the product works with, which own nothing and bypass nothing. */
export function ensureLogins(ownerUrl: string, passwords: LoginPasswords = {}): Promise<void> {
  return withConnection(ownerUrl, async (client) => {
    await requireVersion(client);
    await client.query('begin');
    await client.query('select pg_advisory_xact_lock($1)', [turn]);
    const found = await client.query<{ rolname: string }>(
      'select rolname from pg_roles where rolname = any ($1)',
      [all.map(([, role]) => role)],
    );
    const present = new Set(found.rows.map((row) => row.rolname));
    const missing = all.map(([, role]) => role).filter((role) => !present.has(role));
    const me = await client.query<{ may: boolean }>(
      'select rolsuper or rolcreaterole as may from pg_roles where rolname = current_user',
    );
    if (missing.length > 0 && me.rows[0]?.may !== true) throw lacking(missing);
    for (const role of missing) await client.query(createSql(role));
    for (const [login, role] of all) {
      const password = passwords[login];
      if (password !== undefined) await setPassword(client, role, password);
    }
    await client.query('commit');
  });
}

interface Powers {
  name: string;
  superuser: boolean;
  bypass: boolean;
  owns: boolean;
}

/** Refuses to work with a login that row-level security does not bind. */
export function assertSafeLogin(url: string): Promise<void> {
  return withConnection(url, async (client) => {
    await requireVersion(client);
    const { rows } = await client.query<Powers>(
      `select rolname as name, rolsuper as superuser, rolbypassrls as bypass,
         exists (
           select from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v')
             and pg_has_role(current_user, c.relowner, 'member')
         ) as owns
       from pg_roles where rolname = current_user`,
    );
    const login = rows[0];
    if (login === undefined) throw new DatabaseError('The database login is not known to its server');
    const faults = [
      login.superuser && 'is a superuser',
      login.bypass && 'bypasses row-level security',
      login.owns && 'owns tables',
    ].filter((fault) => fault !== false);
    if (faults.length === 0) return;
    throw new DatabaseError(
      `The login ${login.name} ${faults.join(', ')}: the application needs one that row-level security binds`,
    );
  });
}
