import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ownPolicies } from '../../files.ts';

const folders: string[] = [];

/** A copy of the shipped policies without their cases, with these case files instead. */
export async function policiesWithCases(cases: Readonly<Record<string, string>>): Promise<string> {
  const folder = await policiesCopy();
  await rm(join(folder, 'cases'), { recursive: true });
  await mkdir(join(folder, 'cases'));
  for (const [name, text] of Object.entries(cases)) await writeFile(join(folder, 'cases', name), text);
  return folder;
}

/** A copy of the shipped policies, cases included. */
export async function policiesCopy(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'mandate-cases-'));
  folders.push(folder);
  await cp(ownPolicies, folder, { recursive: true });
  return folder;
}

/** For `afterAll`. */
export async function removeFolders(): Promise<void> {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true });
}
