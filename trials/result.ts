import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('results', import.meta.url));
const git = (...args: string[]) => execFileSync('git', args, { cwd: folder, encoding: 'utf8' }).trim();

/** Keeps what a trial found, with what it was found on: `trials/results/<name>.json`. */
export function writeResult(name: string, found: object): void {
  mkdirSync(folder, { recursive: true });
  const commit = git('rev-parse', 'HEAD') + (git('status', '--porcelain') ? ' with changes' : '');
  const cores = cpus();
  const machine = `${cores.length} x ${cores[0]?.model ?? 'unknown'}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}`;
  const text = `${JSON.stringify({ trial: name, at: new Date().toISOString(), commit, machine, ...found }, null, 2)}\n`;
  writeFileSync(`${folder}/${name}.json`, text);
  process.stdout.write(text);
}
