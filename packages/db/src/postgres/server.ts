import { spawn, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Identity } from './identity.ts';

export interface ServerOptions {
  postgres: string;
  identity: Identity;
  dir: string;
  data: string;
  port: number;
  durable: boolean;
  log: (line: string) => void;
}

export interface Server {
  child: ChildProcess;
  exited: Promise<void>;
}

const fast = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'max_connections=300'];

/** Runs the server and waits until it accepts connections; throws with its last words when it does not. */
export async function runServer(options: ServerOptions): Promise<Server> {
  const { postgres, identity, dir, data, port, durable, log } = options;
  // its own errors quote statements: the app reports those itself, without what people typed
  const settings = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'log_min_messages=log'];
  if (!durable) settings.push(...fast);
  const [command = '', ...args] = [
    ...identity.prefix,
    ...[postgres, '-D', data, '-p', String(port), ...settings.flatMap((setting) => ['-c', setting])],
  ];
  // a process group of its own: Ctrl-C in the terminal must not reach it before the app has stopped
  const child = spawn(command, args, {
    ...identity.ids,
    cwd: dir,
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const exited = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', () => resolve());
  });
  const lastWords: string[] = [];
  const ready = new Promise<void>((resolve) => {
    createInterface({ input: child.stderr }).on('line', (line) => {
      log(line);
      if (line.includes('ready to accept connections')) resolve();
      if (/FATAL|HINT|could not/.test(line)) lastWords.push(line.replace(/^.*?(FATAL|HINT|LOG): +/, ''));
    });
  });
  const up = await Promise.race([ready.then(() => true), exited.then(() => false)]);
  if (!up)
    throw new Error(lastWords.join('; ') || `it ended at once (${child.exitCode ?? child.signalCode})`);
  return { child, exited };
}
