import { join, relative } from 'node:path';
import type { Command } from 'commander';
import { faultLine, PolicyFilesError, type Fault } from '../faults.ts';
import { Findings, type Io } from './io.ts';
import { bundleOf, common, folderOf, type Common } from './options.ts';

export function lintCommand(program: Command, io: Io): void {
  const command = program
    .command('lint')
    .description('refuse policy files that the loader would refuse: file, line, column, what and instead')
    .action((options: Common) => lint(options, io));
  common(command, ['lint', 'lint --policies ../policies --json']);
}

async function lint(options: Common, io: Io): Promise<void> {
  const folder = relative(io.cwd, await folderOf(options, io));
  const faults = await faultsOf(options, io);
  if (options.json) io.out(`${JSON.stringify({ faults }, undefined, 2)}\n`);
  else for (const fault of faults) io.out(`${faultLine({ ...fault, file: join(folder, fault.file) })}\n`);
  io.err(faults.length === 0 ? 'nothing to mend\n' : `${faults.length} to mend\n`);
  if (faults.length > 0) throw new Findings();
}

async function faultsOf(options: Common, io: Io): Promise<readonly Fault[]> {
  try {
    await bundleOf(options, io);
    return [];
  } catch (error) {
    if (error instanceof PolicyFilesError) return error.faults;
    throw error;
  }
}
