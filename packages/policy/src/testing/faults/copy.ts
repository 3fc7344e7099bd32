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

/** The package's own look at a bundle finds some of the faults too; here the questions have to. */
const smoke = {
  file: 'policy/smoke.ts',
  right: 'export function smokeTest(bundle: Bundle): void {',
  wrong: 'export function smokeTest(bundle: Bundle): void {\n  return;',
};

/** A copy of the package's sources with one fault in it. Throws when the code that it spoils is no longer there. */
export async function faultyCopy(fault: Omit<Fault, 'name'>): Promise<Copy> {
  const folder = await mkdtemp(join(tmpdir(), 'mandate-fault-'));
  const copy = join(folder, 'src');
  await cp(src, copy, { recursive: true, filter: (path) => !path.endsWith('.test.ts') });
  await symlink(modules, join(folder, 'node_modules'));
  for (const { file, right, wrong } of [smoke, fault]) {
    const text = await readFile(join(copy, file), 'utf8');
    if (text.split(right).length !== 2) throw new Error(`${file} does not hold once: ${right}`);
    await writeFile(join(copy, file), text.replace(right, wrong));
  }
  return { src: copy, remove: () => rm(folder, { recursive: true }) };
}
