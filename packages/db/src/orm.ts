import { MikroORM } from '@mikro-orm/postgresql';
import type { SqlEntityManager } from '@mikro-orm/sql';
import { randomUUID } from 'node:crypto';
import { entities } from './entities/index.ts';
import { giveBackLost } from './lost.ts';

export interface OrmOptions {
  poolMax?: number;
  applicationName?: string;
  /** Milliseconds; a statement that takes longer is cancelled by the server. */
  statementTimeout?: number;
}

export function createOrm(url: string, options: OrmOptions = {}) {
  return MikroORM.init({
    entities,
    clientUrl: url,
    // or a fork made while another ORM is in a transaction would be a fork of that one, over its connections
    contextName: randomUUID(),
    pool: { min: 0, max: options.poolMax ?? 10 },
    driverOptions: {
      application_name: options.applicationName ?? 'mandate',
      connectionTimeoutMillis: 10_000,
      statement_timeout: options.statementTimeout ?? 15_000,
      lock_timeout: 5_000,
      idle_in_transaction_session_timeout: 30_000,
      onPoolCreated: giveBackLost,
    },
  });
}

export type Orm = Awaited<ReturnType<typeof createOrm>>;
/** An entity manager, most often the one of a transaction. */
export type Em = SqlEntityManager;
export type { SqlEntityManager };
