import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withConnection } from './connect.ts';
import { DatabaseError } from './errors.ts';
import { assertSafeLogin, ensureLogins } from './logins.ts';
import { migrate } from './migrate.ts';
import { migrationsList } from './migrations/index.ts';
import { createOwnedDatabase, temporaryPostgres } from './postgres/index.ts';
import { leaseServer } from './testing/server.ts';
import { addressOf, passwords, template } from './testing/template.ts';

const name = `owned_${randomBytes(5).toString('hex')}`;
let server: Awaited<ReturnType<typeof leaseServer>>;
let ownerUrl: string;

const asAdmin = (sql: string) => withConnection(server.url, (client) => client.query(sql));

beforeAll(async () => {
  server = await leaseServer();
  await template(server.url);
  ownerUrl = await createOwnedDatabase(server.url, { name, owner: name, password: 'owner-test' });
});
afterAll(async () => {
  await asAdmin(`drop database if exists ${name} with (force)`);
  await asAdmin(`drop role ${name}`);
  await server.release();
});

describe('migrate', () => {
  it('brings an empty database up once, also when two starts race', async () => {
    const ran = await Promise.all([migrate(ownerUrl), migrate(ownerUrl), migrate(ownerUrl)]);
    expect(ran.flat()).toEqual(migrationsList.map((one) => one.name));
  });

  it('refuses a database that is newer than the code', async () => {
    const run = (sql: string) => withConnection(ownerUrl, (client) => client.query(sql));
    await run(`insert into mikro_orm_migrations (name) values ('999_future')`);
    await expect(migrate(ownerUrl)).rejects.toThrow(/newer than this code \(it has 999_future\)/);
    await run(`delete from mikro_orm_migrations where name = '999_future'`);
    expect(await migrate(ownerUrl)).toEqual([]);
  });

  it('says in one line that nobody answers, without the password', async () => {
    const failed = migrate('postgres://me:hidden@127.0.0.1:1/none');
    await expect(failed).rejects.toThrow(DatabaseError);
    const message = await failed.catch((error: Error) => error.message);
    expect(message).toMatch(/^PostgreSQL at 127\.0\.0\.1:1\/none cannot be reached: .*ECONNREFUSED/);
    expect(message).not.toContain('hidden');
    expect(message).not.toContain('\n');
  });
});

describe('assertSafeLogin', () => {
  it('accepts the logins of the product', async () => {
    await assertSafeLogin(addressOf(server.url, name, 'app'));
    await assertSafeLogin(addressOf(server.url, name, 'worker'));
  });

  it('refuses the owner, a superuser, and whoever may become the owner', async () => {
    await expect(assertSafeLogin(ownerUrl)).rejects.toThrow(`The login ${name} owns tables`);
    await expect(assertSafeLogin(addressOf(server.url, name))).rejects.toThrow('is a superuser');
    await asAdmin(`create role ${name}_heir login password 'heir-test' in role ${name}`);
    const heir = new URL(ownerUrl);
    heir.username = `${name}_heir`;
    heir.password = 'heir-test';
    try {
      await expect(assertSafeLogin(heir.href)).rejects.toThrow('owns tables');
    } finally {
      await asAdmin(`drop role ${name}_heir`);
    }
  });
});

describe('ensureLogins', () => {
  it('needs no rights for logins that are there', async () => {
    await asAdmin(`alter role ${name} nocreaterole`);
    await ensureLogins(ownerUrl);
    const failed = ensureLogins(ownerUrl, { app: 'secret-password' });
    await expect(failed).rejects.toThrow(/may not set .*: alter role mandate_app password '…';$/);
    expect(await failed.catch((error: Error) => error.message)).not.toContain('secret-password');
    await asAdmin(`alter role ${name} createrole`);
  });

  it('makes them with the rights of an owner who may, and else prints the SQL', async () => {
    const fresh = await temporaryPostgres();
    try {
      const owner = { name: 'mandate', owner: 'mandate_owner', password: 'owner-test' };
      const url = await createOwnedDatabase(fresh.url, owner);
      const admin = (sql: string) => withConnection(fresh.url, (client) => client.query(sql));
      await admin('alter role mandate_owner nocreaterole');
      await expect(ensureLogins(url, passwords)).rejects.toThrow(
        /are missing .* run as an administrator: create role mandate_app login nosuperuser .* password '…';/,
      );
      await admin('alter role mandate_owner createrole');
      await Promise.all([ensureLogins(url, passwords), ensureLogins(url, passwords)]);
      await migrate(url);
      await assertSafeLogin(addressOf(fresh.url, 'mandate', 'app'));
      await ensureLogins(url, { app: 'another' });
      await expect(assertSafeLogin(addressOf(fresh.url, 'mandate', 'app'))).rejects.toThrow('password');
    } finally {
      await fresh.stop();
    }
  });
});
