import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import type { TestDatabase } from '@mandate/db/testing';

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  if (typeof address === 'string' || address === null) throw new Error('no port');
  return address.port;
}

export interface ApiProcess {
  url: string;
  child: ChildProcess;
  /** Ends it as a crash would. */
  kill(): Promise<void>;
  /** Ends it as Ctrl-C would. */
  stop(): Promise<void>;
}

export const apiKey = 'a key for tests that is long enough';
export const mailKey = Buffer.alloc(32, 7).toString('base64');

/** The API as it runs in production: a process of its own on a port of its own. */
export async function startApiProcess(
  db: TestDatabase,
  env: Record<string, string> = { DEMO: '1', MAILBOX_DIR: '/nonexistent' },
): Promise<ApiProcess> {
  const port = await freePort();
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', join(import.meta.dirname, '../main.ts')],
    {
      env: {
        NODE_COMPILE_CACHE: process.env['NODE_COMPILE_CACHE'],
        API_PORT: String(port),
        API_KEY: apiKey,
        ORIGIN: 'http://127.0.0.1:3000',
        APP_DATABASE_URL: db.appUrl,
        WORKER_DATABASE_URL: db.workerUrl,
        MAIL_KEY: mailKey,
        LOG_LEVEL: 'fatal',
        NODE_ENV: 'production',
        ...env,
      },
      stdio: ['ignore', 'inherit', 'inherit'],
    },
  );
  const exited = once(child, 'exit');
  const end = async (signal: NodeJS.Signals) => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill(signal);
    await exited;
  };
  const url = `http://127.0.0.1:${port}`;
  const deadline = Date.now() + 30_000;
  while (
    !(await fetch(`${url}/readyz`).then(
      (answer) => answer.ok,
      () => false,
    ))
  ) {
    if (Date.now() > deadline || child.exitCode !== null) throw new Error('the API did not start');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return { url, child, kill: () => end('SIGKILL'), stop: () => end('SIGTERM') };
}
