import { Fault } from './fault.ts';
import { runCommand } from './run-command.ts';

/** Turborepo builds a workspace and what it needs; unchanged sources come from its cache. */
export function buildCommand(workspace: string): string[] {
  const quiet = ['--output-logs=errors-only', '--log-order=grouped', '--no-update-notifier'];
  return ['turbo', 'run', 'build', `--filter=${workspace}`, ...quiet];
}

export async function build(workspace: string, signal: AbortSignal): Promise<void> {
  const { code, output } = await runCommand(signal, 5, buildCommand(workspace));
  signal.throwIfAborted();
  if (code !== 0) throw new Fault(`The build failed:\n${output.trim()}`);
}
