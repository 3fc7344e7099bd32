import { Command, CommanderError } from 'commander';
import { accountCommand } from './account.ts';
import { NotDone, type ExitCode, type Io } from './io.ts';
import { populationCommand } from './population.ts';

const about = `The provider's commands for a running Mandate.

Data goes to stdout, talk to stderr. Exit codes: 0 done, 1 not done, 2 usage.`;

/** Failures that the person at the terminal can mend, by the name of their class. */
const mendable = ['Fault', 'DatabaseError', 'PolicyFilesError'];

/** Runs one command line (without `node` and the script) and returns the exit code; never ends the process. */
export async function run(argv: readonly string[], io: Io): Promise<ExitCode> {
  const program = new Command('mandate').description(about).exitOverride();
  program.configureOutput({ writeOut: io.out, writeErr: io.err }).showHelpAfterError('(--help shows how)');
  accountCommand(program, io);
  populationCommand(program, io);
  try {
    await program.parseAsync([...argv], { from: 'user' });
    return 0;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    if (!(error instanceof NotDone) && !(error instanceof Error && mendable.includes(error.name)))
      throw error;
    io.err(`error: ${error.message}\n`);
    return 1;
  }
}
