import { runCommand } from '../lib/run-command.ts';

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
