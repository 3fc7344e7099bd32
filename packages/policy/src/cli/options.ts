import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Command } from 'commander';
import { loadBundle, type Bundle } from '../bundle.ts';
import { ownPolicies } from '../files.ts';
import { UsageError, type Io } from './io.ts';

/** Options that every command has. */
export interface Common {
  policies?: string;
  json?: boolean;
}

/** Gives a command `--policies` and `--json`, and its help some examples. */
export function common(command: Command, examples: readonly string[]): Command {
  return command
    .option('--policies <dir>', 'folder of policy files (default: those of the package)')
    .option('--json', 'print data as JSON')
    .addHelpText('after', `\nExamples:\n${examples.map((line) => `  $ mandate-policy ${line}`).join('\n')}`);
}

/** The folder that the command line means. Throws {@link UsageError} when there is none. */
export async function folderOf(options: Common, io: Io): Promise<string> {
  const dir = options.policies === undefined ? ownPolicies : resolve(io.cwd, options.policies);
  const found = await stat(dir).catch(() => undefined);
  if (!found?.isDirectory()) throw new UsageError(`no folder ${options.policies}`);
  return dir;
}

/** Loads the bundle that the command line means. */
export async function bundleOf(options: Common, io: Io): Promise<Bundle> {
  return loadBundle(await folderOf(options, io));
}
