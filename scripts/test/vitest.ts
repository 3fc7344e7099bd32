import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { root } from '../lib/process.ts';
import { runCommand, type Ran } from '../lib/run-command.ts';
import type { Result, Step } from './step.ts';

interface Report {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  numTodoTests: number;
  testResults: { status: string; name: string; assertionResults: unknown[] }[];
}

interface Options {
  project: 'unit' | 'integration' | 'e2e';
  minutes: number;
  filters: string[];
  needs?: string[];
  env: () => Record<string, string | undefined>;
}

export function vitest({ project, minutes, filters, needs, env }: Options): Step {
  return {
    name: project,
    group: project,
    needs,
    alone: project !== 'unit',
    run: async (signal) => {
      const folder = join(root, 'node_modules/.cache/mandate-test');
      mkdirSync(folder, { recursive: true });
      const file = join(folder, `${project}.json`);
      rmSync(file, { force: true });
      const reporters = ['--reporter=dot', '--reporter=json', `--outputFile.json=${file}`];
      // those that run alone wait for PostgreSQL and the browser much of their time
      const workers = `--maxWorkers=${availableParallelism() + (project === 'unit' ? 0 : 1)}`;
      const line = ['vitest', 'run', '--project', `${project}*`, workers, ...reporters, ...filters];
      const ran = await runCommand(signal, minutes, line, { env: env() });
      return count(ran, read(file));
    },
  };
}

/** A file that fails to load, a skipped test and an error outside any test are failures too. */
export function count(ran: Ran, report: Report | undefined): Result {
  if (!report) return { passed: 0, failed: 1, output: ran.output };
  const broken = report.testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.length === 0,
  );
  const skipped = report.numPendingTests + report.numTodoTests;
  const known = report.numFailedTests + broken.length + skipped;
  const failed = known === 0 && (ran.code !== 0 || report.numPassedTests === 0) ? 1 : known;
  const said = skipped > 0 ? `${skipped} tests were skipped.\n` : '';
  return { passed: report.numPassedTests, failed, output: said + ran.output };
}

function read(file: string): Report | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Report;
  } catch {
    return undefined;
  }
}
