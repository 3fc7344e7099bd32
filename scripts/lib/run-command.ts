import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { root } from './process.ts';

export interface Ran {
  code: number;
  output: string;
}

/** Runs a command of the project to its end, at most `minutes` long. */
export async function runCommand(
  signal: AbortSignal,
  minutes: number,
  commandLine: string[],
  options: { cwd?: string; env?: Record<string, string | undefined> } = {},
): Promise<Ran> {
  const [command = '', ...args] = commandLine;
  const path = command.includes('/') ? command : join(root, 'node_modules/.bin', command);
  const child = spawn(path, args, {
    cwd: options.cwd ?? root,
    env: {
      ...process.env,
      NO_COLOR: '1',
      FORCE_COLOR: undefined,
      TURBO_TELEMETRY_DISABLED: '1',
      ...options.env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => (output += text));
  }
  const killGroup = () => {
    try {
      if (child.pid) process.kill(-child.pid, 'SIGKILL');
    } catch {
      // it has ended already
    }
  };
  const timer = setTimeout(() => {
    output += `\nStopped: not done after ${minutes} minutes.`;
    killGroup();
  }, minutes * 60_000);
  signal.addEventListener('abort', killGroup);
  const code = await new Promise<number>((resolve) => {
    child.once('error', (error) => {
      output += error.message;
      resolve(1);
    });
    child.once('close', (exit) => resolve(exit ?? 1));
  });
  clearTimeout(timer);
  signal.removeEventListener('abort', killGroup);
  return { code, output };
}
