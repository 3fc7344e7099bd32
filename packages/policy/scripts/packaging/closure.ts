import { existsSync } from 'node:fs';
import { cp, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { repository } from './paths.ts';

/** Every package that an installation brings along: nothing that speaks to a database or serves the web. */
export const allowed = [
  '@casbin/expression-eval',
  'await-lock',
  'balanced-match',
  'base64-js',
  'brace-expansion',
  'buffer',
  'casbin',
  'commander',
  'csv-parse',
  'ieee754',
  'jsep',
  'minimatch',
  'yaml',
];

/** Folders of the packages that these need, by name, as the repository has them installed. */
export async function closure(needed: readonly string[]): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  const visit = async (name: string, from: string): Promise<void> => {
    const nested = join(from, 'node_modules', name);
    const folder = existsSync(nested) ? nested : join(repository, 'node_modules', name);
    if (found.get(name) === folder) return;
    if (found.has(name)) throw new Error(`two versions of ${name} are installed`);
    found.set(name, folder);
    const manifest = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as {
      dependencies?: Record<string, string>;
    };
    for (const next of Object.keys(manifest.dependencies ?? {})) await visit(next, folder);
  };
  for (const name of needed) await visit(name, repository);
  return found;
}

/** Puts them into a node_modules of their own, so that nothing else can be reached. */
export async function install(packages: ReadonlyMap<string, string>, nodeModules: string): Promise<void> {
  for (const [name, folder] of packages) await cp(folder, join(nodeModules, name), { recursive: true });
}
