import { Migrator } from '@mikro-orm/migrations';
import { MikroORM } from '@mikro-orm/postgresql';
import type pg from 'pg';
import { requireVersion, withConnection } from './connect.ts';
import { entities } from './entities/index.ts';
import { DatabaseError } from './errors.ts';
import { migrationsList } from './migrations/index.ts';

/** Any number, the same for every start of this product: two starts on one database take turns. */
const turn = 7_021_640_311;

async function refuseNewer(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ table: string | null }>(
    `select to_regclass('public.mikro_orm_migrations')::text as table`,
  );
  if (!rows[0]?.table) return;
  const executed = await client.query<{ name: string }>('select name from mikro_orm_migrations');
  const known = new Set(migrationsList.map((migration) => migration.name));
  const unknown = executed.rows.filter((row) => !known.has(row.name)).map((row) => row.name);
  if (unknown.length === 0) return;
  throw new DatabaseError(
    `The database is newer than this code (it has ${unknown.join(', ')}): start a newer version`,
  );
}

async function runPending(ownerUrl: string): Promise<string[]> {
  const orm = await MikroORM.init({
    entities,
    clientUrl: ownerUrl,
    pool: { min: 0, max: 2 },
    logger: () => undefined,
    extensions: [Migrator],
    migrations: { migrationsList, snapshot: false, allOrNothing: true },
  });
  try {
    const done = await orm.migrator.up();
    return done.map((migration) => migration.name);
  } finally {
    await orm.close(true);
  }
}

/** Brings the database up to this code, as its owner; returns the names of what it ran. */
export function migrate(ownerUrl: string): Promise<string[]> {
  return withConnection(ownerUrl, async (client) => {
    await requireVersion(client);
    await client.query('select pg_advisory_lock($1)', [turn]);
    await refuseNewer(client);
    return runPending(ownerUrl);
  });
}
