import { existsSync, statSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createOwnedDatabase, runningPort, startPostgres, type RunningPostgres } from './index.ts';
import { runningServer } from './orphan.ts';

let dir: string;
let running: RunningPostgres | undefined;

async function query(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'mandate-postgres-'));
});

afterEach(async () => {
  await running?.stop();
  running = undefined;
  await rm(dir, { recursive: true, force: true });
});

describe('the embedded PostgreSQL', () => {
  it('keeps what was committed through stop and start, durably and for its password only', async () => {
    running = await startPostgres({ dir, durable: true });
    expect(await query(running.url, 'show fsync')).toEqual([{ fsync: 'on' }]);
    expect(await query(running.url, 'show server_encoding')).toEqual([{ server_encoding: 'UTF8' }]);
    await query(running.url, 'create table kept as select 7 as n');
    expect(statSync(join(dir, 'password')).mode & 0o777).toBe(0o600);
    const wrong = new URL(running.url);
    wrong.password = 'wrong';
    await expect(query(wrong.href, 'select 1')).rejects.toThrow(/password authentication failed/);
    expect(await runningPort(dir)).toBe(running.port);
    await running.stop();
    expect(await runningPort(dir)).toBeUndefined();

    running = await startPostgres({ dir, durable: true });
    expect(await query(running.url, 'select n from kept')).toEqual([{ n: 7 }]);
  });

  it('stops the server that a killed start left on the same folder', async () => {
    const orphan = await startPostgres({ dir, durable: false });
    await query(orphan.url, 'create table kept as select 7 as n');

    running = await startPostgres({ dir, durable: false });
    expect(existsSync(`/proc/${orphan.pid}`)).toBe(false);
    expect(await query(running.url, 'select n from kept')).toEqual([{ n: 7 }]);
  });

  it('leaves a foreign process alone whose number stands in a stale postmaster.pid', async () => {
    running = await startPostgres({ dir, durable: false });
    await running.stop();
    await writeFile(join(dir, 'data/postmaster.pid'), `${process.pid}\n`, { mode: 0o600 });
    expect(await runningServer(join(dir, 'data'))).toBeUndefined();
    await rm(join(dir, 'data/postmaster.pid'));
  });

  it('tells when it was killed and starts again on the same port', async () => {
    const died = Promise.withResolvers<void>();
    const first = await startPostgres({ dir, durable: true, onExit: died.resolve });
    await query(first.url, 'create table kept as select 7 as n');
    process.kill(first.pid, 'SIGKILL');
    await died.promise;

    running = await startPostgres({ dir, durable: true, port: first.port });
    expect(running.port).toBe(first.port);
    expect(await query(running.url, 'select n from kept')).toEqual([{ n: 7 }]);
  });

  it('gives the app a database whose owner is no superuser', async () => {
    running = await startPostgres({ dir, durable: false });
    const options = { name: 'mandate', owner: 'mandate_owner', password: 'first' };
    await createOwnedDatabase(running.url, options);
    const url = await createOwnedDatabase(running.url, { ...options, password: 'second' });
    expect(
      await query(
        url,
        'select current_user::text as me, rolsuper from pg_roles where rolname = current_user',
      ),
    ).toEqual([{ me: 'mandate_owner', rolsuper: false }]);
  });
});
