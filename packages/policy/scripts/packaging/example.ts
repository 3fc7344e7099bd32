import { cp, mkdir, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { closure, install } from './closure.ts';
import { repository, tool, workspace } from './paths.ts';
import { run } from './run.ts';

/** Installs the tarball into a copy of an example, without a registry, and uses it as its owner would. */
export async function runExample(name: string, tarball: string, folder: string): Promise<string> {
  const app = join(folder, name);
  const nodeModules = join(app, 'node_modules');
  const home = join(nodeModules, '@mandate/policy');
  await cp(join(workspace, 'examples', name), app, { recursive: true });
  await mkdir(home, { recursive: true });
  await run(home, 'tar', '-xzf', tarball, '--strip-components=1');
  await install(await closure(['casbin', 'commander', 'yaml']), nodeModules);
  await mkdir(join(nodeModules, '@types'));
  await symlink(join(repository, 'node_modules/@types/node'), join(nodeModules, '@types/node'));
  const command = join(home, 'lib/cli/main.js');
  await run(app, tool('node'), command, 'lint', '--policies', 'policies');
  await run(app, tool('node'), command, 'types', '--policies', 'policies', '--out', 'names.ts', '--check');
  await run(app, tool('tsc'), '-p', '.');
  return run(app, tool('node'), 'main.ts');
}
