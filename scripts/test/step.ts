import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { root } from '../lib/process.ts';

export interface Result {
  passed: number;
  failed: number;
  /** Shown when something failed. */
  output: string;
}

export interface Step {
  name: string;
  /** Names a set of steps on the command line. */
  group: 'static' | 'unit' | 'integration' | 'build' | 'e2e';
  /** Must have passed before. */
  needs?: string[];
  /** Runs alone: it uses both cores itself. */
  alone?: boolean;
  run: (signal: AbortSignal) => Promise<Result>;
}

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
    env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: undefined, ...options.env },
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

/** A check that is one thing: passed or failed, by the exit codes of its commands in turn. */
export function check(
  name: string,
  commands: { line: string[]; cwd?: string }[],
  more: Partial<Pick<Step, 'group' | 'needs'>> = {},
): Step {
  return {
    name,
    group: 'static',
    ...more,
    run: async (signal) => {
      let output = '';
      for (const { line, cwd } of commands) {
        const ran = await runCommand(signal, 4, line, { cwd });
        output += ran.output;
        if (ran.code !== 0)
          return { passed: 0, failed: 1, output: output || `${line.join(' ')}: exit ${ran.code}` };
      }
      return { passed: 1, failed: 0, output };
    },
  };
}
