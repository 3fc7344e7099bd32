export { PostgresUnavailable } from './errors.ts';
export { freePort } from './free-port.ts';
export { createOwnedDatabase } from './owned-database.ts';
export { runningPort } from './running.ts';
export { startPostgres, type PostgresOptions, type RunningPostgres } from './start.ts';
export { temporaryPostgres } from './temporary.ts';
