import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { availableParallelism, cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { AllRows, Figures, Flat, HotSet, Limits, Slices } from './figures.ts';
import { report } from './report.ts';
import { targets } from './targets.ts';

const execute = promisify(execFile);
const here = import.meta.dirname;
const results = join(here, '../results');

/** Each part has a process of its own: what one leaves in memory does not slow the next. */
async function part<T>(name: string, ...args: string[]): Promise<T> {
  process.stderr.write(`${[name, ...args].join(' ')} ...\n`);
  const options = ['--expose-gc', '--max-old-space-size=14000', '--disable-warning=ExperimentalWarning'];
  const line = [...options, join(here, 'parts', `${name}.ts`), ...args];
  const { stdout } = await execute(process.execPath, line, { maxBuffer: 1024 ** 2 });
  return JSON.parse(stdout) as T;
}

const git = async (...args: string[]) => (await execute('git', args, { cwd: here })).stdout.trim();
const began = performance.now();
const slices = await part<Slices>('slices');
const flat = await part<Flat>('flat');
const limits = await part<Limits>('limits');
const allRows = await part<AllRows>('all-rows');
const hotSets: HotSet[] = [];
for (const pairs of [1e3, 1e4, 1e5, 1e6]) hotSets.push(await part<HotSet>('hot-set', String(pairs)));

const changed = (await git('status', '--porcelain', '--', '../packages/policy', '.')) !== '';
const figures: Figures = {
  commit: `${await git('rev-parse', '--short', 'HEAD')}${changed ? ' and uncommitted changes' : ''}`,
  date: new Date().toISOString().slice(0, 10),
  machine: `${cpus()[0]?.model.trim() ?? 'unknown'}, ${availableParallelism()} cores, ${Math.round(totalmem() / 1024 ** 3)} GB`,
  node: process.versions.node,
  seconds: (performance.now() - began) / 1000,
  slices,
  flat,
  allRows,
  hotSets,
  limits,
};
await mkdir(results, { recursive: true });
await writeFile(
  join(results, 'bench.json'),
  `${JSON.stringify({ ...figures, targets: targets(figures) }, undefined, 2)}\n`,
);
await writeFile(join(results, 'bench.md'), `${report(figures)}\n`);
console.log(report(figures));
