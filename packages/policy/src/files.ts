import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Faults } from './faults.ts';
import { didYouMean } from './lint/nearest.ts';

/** Policy files by their path inside the folder. */
export type PolicyFiles = ReadonlyMap<string, string>;

export const ownPolicies = fileURLToPath(new URL('../policies', import.meta.url));
export const locales = ['en', 'fr'] as const;
export type Locale = (typeof locales)[number];

const required = [
  'model.conf',
  'catalogue.yaml',
  'owner.csv',
  'guardrails.csv',
  ...locales.map((l) => `labels.${l}.yaml`),
];

const optional = ['retired.yaml', 'published.yaml'];
const folders = ['presets', 'cases'];

/** Reads the folder; a file that is missing is a fault, a file that nobody knows as well. */
export async function readPolicyFiles(dir: string): Promise<PolicyFiles> {
  const files = new Map<string, string>();
  const faults = new Faults();
  const present = await names(dir);
  for (const name of required) await take(dir, name, files, faults);
  for (const name of optional) if (present.includes(name)) await take(dir, name, files, faults);
  const known = [...required, ...optional, ...folders];
  for (const name of present) {
    if (known.includes(name) || name.endsWith('.md') || name.startsWith('.')) continue;
    faults.add(name, 1, 1, 'nobody reads this file', didYouMean(name, known));
  }
  for (const name of await names(join(dir, 'presets'))) {
    if (name.endsWith('.csv')) await take(dir, `presets/${name}`, files, faults);
    else faults.add(`presets/${name}`, 1, 1, 'only .csv files belong into presets/', 'move it elsewhere');
  }
  faults.settle();
  return files;
}

async function names(dir: string): Promise<string[]> {
  return (await readdir(dir).catch(() => [])).sort();
}

async function take(dir: string, name: string, files: Map<string, string>, faults: Faults): Promise<void> {
  try {
    files.set(name, await readFile(join(dir, name), 'utf8'));
  } catch {
    faults.add(name, 1, 1, 'cannot be read', 'write it, or make it readable');
  }
}
