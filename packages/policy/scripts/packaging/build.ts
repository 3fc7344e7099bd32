import { cp, mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ownManifest, packedManifest } from './manifest.ts';
import { dist, tool, workspace } from './paths.ts';
import { run } from './run.ts';

/** Fills dist/ with what is published: compiled code, types, the policy files, the texts. */
export async function build(): Promise<void> {
  await rm(dist, { recursive: true, force: true });
  await mkdir(dist);
  await run(workspace, tool('tsc'), '-p', 'tsconfig.build.json');
  for (const name of ['policies', 'README.md', 'CHANGELOG.md'])
    await cp(join(workspace, name), join(dist, name), { recursive: true });
  const manifest = packedManifest(await ownManifest());
  await writeFile(join(dist, 'package.json'), `${JSON.stringify(manifest, undefined, 2)}\n`);
}

/** Builds and packs into a folder; returns the tarball's path. */
export async function pack(folder: string): Promise<string> {
  await build();
  await mkdir(folder, { recursive: true });
  const before = new Set(await readdir(dist));
  await run(dist, 'npm', 'pack', '--workspaces=false', '--ignore-scripts', '--loglevel=error');
  const made = (await readdir(dist)).find((name) => name.endsWith('.tgz') && !before.has(name));
  if (made === undefined) throw new Error('npm pack made no tarball');
  const tarball = join(folder, made);
  await rename(join(dist, made), tarball);
  return tarball;
}
