import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Fault } from './list.ts';

const src = join(import.meta.dirname, '../..');
const modules = join(src, '../../../node_modules');

export interface Copy {
  readonly src: string;
  remove(): Promise<void>;
}

/** A copy of the package's sources with one fault in it. Throws when the code that it spoils is no longer there. */
export async function faultyCopy({ file, right, wrong }: Fault): Promise<Copy> {
  const folder = await mkdtemp(join(tmpdir(), 'mandate-fault-'));
  const copy = join(folder, 'src');
  await cp(src, copy, { recursive: true, filter: (path) => !path.endsWith('.test.ts') });
  await symlink(modules, join(folder, 'node_modules'));
  const text = await readFile(join(copy, file), 'utf8');
  if (text.split(right).length !== 2) throw new Error(`${file} does not hold once: ${right}`);
  await writeFile(join(copy, file), text.replace(right, wrong));
  return { src: copy, remove: () => rm(folder, { recursive: true }) };
}
