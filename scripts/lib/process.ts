import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { Fault } from './fault.ts';

export const root = join(import.meta.dirname, '../..');
/** What a server takes over from the shell beside its own settings. */
const inherited = ['PATH', 'TZ', 'HOME', 'TMPDIR', 'LANG', 'NODE_EXTRA_CA_CERTS', 'NODE_COMPILE_CACHE'];
const guard = pathToFileURL(join(import.meta.dirname, 'stop-with-parent.mjs')).href;

export interface ProcessOptions {
  name: string;
  /** Node's arguments: the entry first, options before it where needed. */
  args: string[];
  cwd?: string;
  env: Record<string, string | undefined>;
  /** Ready when this address answers 200 to 399. */
  ready: string;
  log: (line: string) => void;
  onExit?: () => void;
  /** Ends a start that is still waiting. */
  signal?: AbortSignal;
}

export interface RunningProcess {
  pid: number;
  stop: () => Promise<void>;
  /** kill -9, for crash tests and a supervisor that gave up on it. */
  kill: () => Promise<void>;
}

/** Starts one of our servers and waits until it answers; throws when it ends before. */
export async function startProcess(options: ProcessOptions): Promise<RunningProcess> {
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', '--import', guard, ...options.args],
    {
      cwd: options.cwd ?? root,
      env: { ...Object.fromEntries(inherited.map((name) => [name, process.env[name]])), ...options.env },
      // a group of its own: Ctrl-C reaches only the start, which stops things in order
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    },
  );
  for (const stream of [child.stdout!, child.stderr!])
    createInterface({ input: stream }).on('line', options.log);
  let up = false;
  let stopping = false;
  const exited = new Promise<void>((resolve) => {
    child.once('error', () => resolve());
    child.once('exit', () => resolve());
  });
  let alive = true;
  void exited.then(() => {
    alive = false;
    if (up && !stopping) options.onExit?.();
  });
  const end = async (signal: NodeJS.Signals) => {
    stopping = true;
    child.kill(signal);
    const killed = setTimeout(() => child.kill('SIGKILL'), 10_000);
    await exited;
    clearTimeout(killed);
  };
  const deadline = Date.now() + 60_000;
  while (!(await answers(options.ready))) {
    if (!alive)
      throw new Fault(`${options.name} ended while starting (${child.exitCode ?? child.signalCode}).`);
    if (options.signal?.aborted || Date.now() > deadline) {
      await end('SIGKILL');
      options.signal?.throwIfAborted();
      throw new Fault(`${options.name} does not answer on ${options.ready}.`);
    }
    await Promise.race([sleep(50), exited]);
  }
  up = true;
  return { pid: child.pid!, stop: () => end('SIGTERM'), kill: () => end('SIGKILL') };
}

async function answers(url: string): Promise<boolean> {
  try {
    const response = await fetch(url, { redirect: 'manual', signal: AbortSignal.timeout(5000) });
    await response.body?.cancel();
    return response.status < 400;
  } catch {
    return false;
  }
}
