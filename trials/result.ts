import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('results', import.meta.url));
const git = (...args: string[]) => execFileSync('git', args, { cwd: folder, encoding: 'utf8' }).trim();

/** What every result says of the run. */
export interface Run {
  readonly trial: string;
  readonly at: string;
  readonly commit: string;
  readonly machine: string;
}

/** Keeps what a trial found, with what it was found on: `trials/results/<name>.json`. */
export function writeResult(name: string, found: object): Run {
  mkdirSync(folder, { recursive: true });
  const commit = git('rev-parse', 'HEAD') + (git('status', '--porcelain') ? ' with changes' : '');
  const cores = cpus();
  const machine = `${cores.length} x ${cores[0]?.model ?? 'unknown'}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}`;
  const run: Run = { trial: name, at: new Date().toISOString(), commit, machine };
  const text = `${JSON.stringify({ ...run, ...found }, null, 2)}\n`;
  writeFileSync(`${folder}/${name}.json`, text);
  process.stdout.write(text);
  return run;
}

/** The same for readers: `trials/results/<name>.md`. */
export function writeReport(name: string, text: string): void {
  writeFileSync(`${folder}/${name}.md`, `${text}\n`);
}
