import { Command, CommanderError } from 'commander';
import { PolicyFilesError } from '../faults.ts';
import { diffCommand } from './diff.ts';
import { explainCommand } from './explain.ts';
import { Findings, UsageError, type ExitCode, type Io } from './io.ts';
import { lintCommand } from './lint.ts';
import { matrixCommand } from './matrix.ts';
import { testCommand } from './test.ts';
import { typesCommand } from './types.ts';

const about = `Keeps, proves and explains policy files.

Data goes to stdout, talk to stderr. Exit codes: 0 fine, 1 findings, 2 usage.`;

/** Runs one command line (without `node` and the script) and returns the exit code; never ends the process. */
export async function run(argv: readonly string[], io: Io): Promise<ExitCode> {
  const program = new Command('mandate-policy').description(about).exitOverride();
  program.configureOutput({ writeOut: io.out, writeErr: io.err });
  program.showHelpAfterError('(--help shows how)');
  lintCommand(program, io);
  testCommand(program, io);
  diffCommand(program, io);
  explainCommand(program, io);
  typesCommand(program, io);
  matrixCommand(program, io);
  try {
    await program.parseAsync([...argv], { from: 'user' });
    return 0;
  } catch (error) {
    return exitCode(error, io);
  }
}

function exitCode(error: unknown, io: Io): ExitCode {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  if (error instanceof Findings) return 1;
  if (error instanceof PolicyFilesError) {
    io.err(`${error.message}\n`);
    return 1;
  }
  if (error instanceof UsageError) {
    io.err(`error: ${error.message}\n`);
    return 2;
  }
  io.err(`unexpected: ${error instanceof Error ? error.stack : String(error)}\n`);
  return 2;
}
