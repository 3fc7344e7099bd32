import { realpathSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { findBinaries } from './binaries.ts';
import { ensureDataFolder } from './data-folder.ts';
import { PostgresUnavailable } from './errors.ts';
import { freePort } from './free-port.ts';
import { chooseIdentity } from './identity.ts';
import { stopOrphan } from './orphan.ts';
import { runServer, type Server } from './server.ts';

export interface PostgresOptions {
  /** The folder for data and password; made when missing. */
  dir: string;
  /** false gives up safety against power loss for speed: tests only. */
  durable: boolean;
  /** Default: a free one. A supervisor passes the port of the server that died. */
  port?: number;
  log?: (line: string) => void;
  /** Called once when the server ends without `stop`. */
  onExit?: () => void;
}

export interface RunningPostgres {
  /** Superuser, database `postgres`. */
  url: string;
  port: number;
  pid: number;
  /** Fast shutdown: open transactions are rolled back. */
  stop: () => Promise<void>;
}

export async function startPostgres(options: PostgresOptions): Promise<RunningPostgres> {
  await mkdir(options.dir, { recursive: true, mode: 0o700 });
  const dir = realpathSync(options.dir);
  const data = join(dir, 'data');
  const binaries = await findBinaries();
  await stopOrphan(data);
  const identity = chooseIdentity(binaries, dir, data);
  const password = await ensureDataFolder(dir, binaries, identity, options.durable);
  const launch = (port: number) =>
    runServer({
      ...{ postgres: binaries.postgres, identity, dir, data, port },
      ...{ durable: options.durable, log: options.log ?? (() => {}) },
    });
  const { port, server } = await launchPatiently(launch, options.port);

  let stopping = false;
  void server.exited.then(() => stopping || options.onExit?.());
  return {
    url: `postgres://postgres:${password}@127.0.0.1:${port}/postgres`,
    port,
    pid: server.child.pid!,
    stop: async () => {
      stopping = true;
      server.child.kill('SIGINT');
      const killed = setTimeout(() => server.child.kill('SIGQUIT'), 20_000);
      await server.exited;
      clearTimeout(killed);
    },
  };
}

/** A killed server's workers hold its memory for a moment, and a free port may be taken before it is used. */
async function launchPatiently(launch: (port: number) => Promise<Server>, wanted?: number) {
  for (let attempt = 1; ; attempt++) {
    const port = wanted ?? (await freePort());
    try {
      return { port, server: await launch(port) };
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      const passing = /still in use|Address already in use|already running/.test(reason);
      if (!passing || attempt === 20) throw new PostgresUnavailable(reason.replace(/\.$/, ''));
      await sleep(500);
    }
  }
}
