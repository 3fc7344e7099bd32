import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Command } from 'commander';
import { buildBundle, type Bundle } from '../bundle.ts';
import type { CaseFile } from '../cases/case.ts';
import { junit } from '../cases/junit.ts';
import { Progress } from '../cases/progress.ts';
import { readCases } from '../cases/read.ts';
import { failureText, summaryText } from '../cases/report.ts';
import { chosen, resultsOf, type CaseResult } from '../cases/run.ts';
import { readPolicyFiles } from '../files.ts';
import { World } from '../mutate/world.ts';
import { Findings, UsageError, type Io } from './io.ts';
import { common, folderOf, type Common } from './options.ts';
import { holds, prove, summarizeProof, writeProof, type Proof } from './proof.ts';

interface Options extends Common {
  filter?: string;
  junit?: string;
  coverage?: boolean;
  mutate?: boolean;
}

export function testCommand(program: Command, io: Io): void {
  const command = program
    .command('test')
    .description('run the case files beside the policies: who may, who must not, and why')
    .option('--filter <text>', 'only cases with this text in file:line, question or reason')
    .option('--junit <file>', 'write the results as JUnit XML, - for stdout')
    .option('--coverage', 'list the policy rows that were decisive in no case')
    .option('--mutate', 'change every policy row in every way and list the changes that no case notices')
    .action((options: Options) => testCases(options, io));
  common(command, [
    'test',
    'test --filter domains:transfer',
    'test --junit report.xml',
    'test --coverage --mutate --json',
  ]);
}

async function testCases(options: Options, io: Io): Promise<void> {
  refuseTogether(options);
  const dir = await folderOf(options, io);
  const policies = await readPolicyFiles(dir);
  const bundle = buildBundle(policies);
  const files = await readCases(bundle, dir);
  const results = await run(bundle, files, options, io);
  const passed = results.every((result) => result.passed);
  // a mutant can only be told from the policies where these are as the cases say
  const proof = passed ? prove(new World(bundle, policies), files, options, new Progress(io)) : {};
  await write(results, proof, options, io);
  io.err(`${summaryText(results)}\n`);
  summarizeProof(proof, io);
  if (!passed && (options.coverage || options.mutate))
    io.err('cases failed: neither coverage nor mutants were looked at\n');
  if (!passed || !holds(proof)) throw new Findings();
}

function refuseTogether(options: Options): void {
  if (options.junit === '-' && options.json) throw new UsageError('--json and --junit - both want stdout');
  if (options.filter !== undefined && (options.coverage || options.mutate))
    throw new UsageError('--coverage and --mutate are about all cases: leave out --filter');
}

async function run(
  bundle: Bundle,
  files: readonly CaseFile[],
  options: Options,
  io: Io,
): Promise<CaseResult[]> {
  const filter = options.filter ?? '';
  const all = files.flatMap((file) => file.cases).filter((each) => chosen(each, filter)).length;
  if (all === 0)
    throw new UsageError(filter === '' ? 'there are no cases in cases/' : `no case has ${filter}`);
  const progress = new Progress(io);
  const results = await resultsOf(bundle, files, filter, (done) => progress.tell('cases', done, all));
  progress.done();
  return results;
}

async function write(results: readonly CaseResult[], proof: Proof, options: Options, io: Io): Promise<void> {
  if (options.junit === '-') io.out(junit(results));
  else if (options.junit !== undefined) await save(options.junit, junit(results), io);
  if (options.json) io.out(`${JSON.stringify({ cases: results, ...proof }, undefined, 2)}\n`);
  if (options.json || options.junit === '-') return;
  for (const each of results) if (!each.passed) io.out(`${failureText(each)}\n\n`);
  writeProof(proof, io);
}

async function save(file: string, text: string, io: Io): Promise<void> {
  await writeFile(resolve(io.cwd, file), text).catch(() => {
    throw new UsageError(`cannot write ${file}`);
  });
}
