import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { workspace } from './paths.ts';

export interface Manifest {
  name: string;
  version: string;
  description: string;
  dependencies: Record<string, string>;
}

const entry = (path: string) => ({ types: `./lib/${path}.d.ts`, default: `./lib/${path}.js` });

export async function ownManifest(): Promise<Manifest> {
  return JSON.parse(await readFile(join(workspace, 'package.json'), 'utf8')) as Manifest;
}

/** The package.json that is packed: compiled entries instead of sources, nothing of the workspace. */
export function packedManifest({ name, version, description, dependencies }: Manifest) {
  return {
    name,
    version,
    description,
    keywords: ['authorization', 'access-control', 'delegation', 'casbin', 'policy'],
    type: 'module',
    sideEffects: false,
    engines: { node: '>=22.12' },
    exports: {
      '.': entry('index'),
      './names': entry('generated'),
      './package.json': './package.json',
    },
    types: './lib/index.d.ts',
    bin: { 'mandate-policy': './lib/cli/main.js' },
    files: ['lib', 'policies', 'CHANGELOG.md'],
    dependencies: Object.fromEntries(
      Object.entries(dependencies).map(([dependency, range]) => [
        dependency,
        // the decider is what the proofs were run with; the others only read
        dependency === 'casbin' ? range : `^${range}`,
      ]),
    ),
  };
}
