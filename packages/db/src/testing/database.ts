import { randomBytes } from 'node:crypto';
import { withConnection } from '../connect.ts';
import { createOrm } from '../orm.ts';
import type { Orm } from '../orm.ts';
import { make } from './make.ts';
import type { Make } from './make.ts';
import { leaseServer } from './server.ts';
import { addressOf, template } from './template.ts';

export interface TestDatabase {
  /** As `mandate_app`: what the product uses. */
  orm: Orm;
  /** As the owner, whom row-level security does not bind here: for arranging and for looking. */
  owner: Orm;
  make: Make;
  ownerUrl: string;
  appUrl: string;
  workerUrl: string;
  reportUrl: string;
  close: () => Promise<void>;
}

/** A fresh, migrated, empty database of its own. */
export async function testDatabase(options: { poolMax?: number } = {}): Promise<TestDatabase> {
  const server = await leaseServer();
  const name = `test_${process.pid}_${randomBytes(6).toString('hex')}`;
  const source = await template(server.url);
  await withConnection(server.url, (client) => client.query(`create database ${name} template ${source}`));
  const appUrl = addressOf(server.url, name, 'app');
  const ownerUrl = addressOf(server.url, name);
  const orm = await createOrm(appUrl, options);
  const owner = await createOrm(ownerUrl, { poolMax: 4 });
  return {
    orm,
    owner,
    make: make(owner),
    ownerUrl,
    appUrl,
    workerUrl: addressOf(server.url, name, 'worker'),
    reportUrl: addressOf(server.url, name, 'report'),
    close: async () => {
      await orm.close(true);
      await owner.close(true);
      await withConnection(server.url, (client) =>
        client.query(`drop database if exists ${name} with (force)`),
      );
      await server.release();
    },
  };
}
