import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pack } from './packaging/build.ts';
import { allowed, closure } from './packaging/closure.ts';
import { runExample } from './packaging/example.ts';
import { lints } from './packaging/lints.ts';
import { ownManifest, packedManifest } from './packaging/manifest.ts';

// packs the package and holds the tarball to what other apps rely on; asks no registry
const folder = await mkdtemp(join(tmpdir(), 'mandate-policy-'));
try {
  const tarball = await pack(folder);
  const manifest = packedManifest(await ownManifest());
  const faults = await lints(new Uint8Array(await readFile(tarball)), manifest);
  const brought = [...(await closure(Object.keys(manifest.dependencies))).keys()].sort();
  for (const name of brought) if (!allowed.includes(name)) faults.push(`brings along ${name}`);
  for (const fault of faults) console.error(fault);
  if (faults.length > 0) process.exitCode = 1;
  else console.log(await runExample('clinic', tarball, folder));
} finally {
  await rm(folder, { recursive: true, force: true });
}
