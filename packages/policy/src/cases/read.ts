import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Bundle } from '../bundle.ts';
import { Faults } from '../faults.ts';
import { YamlFile } from '../yaml.ts';
import type { CaseFile } from './case.ts';
import { readEntries } from './read-entries.ts';
import { readPeople } from './read-people.ts';
import { Reader } from './reader.ts';

/** The instant at which cases happen when their file names none; the dates of grants are meant around it. */
const usualNow = '2026-11-22T12:00:00Z';

/**
 * Reads every file of `cases/` in a folder of policies, in the order of their names.
 * Throws {@link PolicyFilesError} with every fault (file, line, column, message, suggestion); none is skipped.
 */
export async function readCases(bundle: Bundle, dir: string): Promise<CaseFile[]> {
  const faults = new Faults();
  const files: CaseFile[] = [];
  for (const name of (await readdir(join(dir, 'cases')).catch(() => [])).sort()) {
    const file = `cases/${name}`;
    if (name.endsWith('.yaml'))
      files.push(readCaseFile(bundle, file, await textOf(dir, file, faults), faults));
    else faults.add(file, 1, 1, 'only .yaml files belong into cases/', 'move it elsewhere');
  }
  faults.settle();
  return files;
}

async function textOf(dir: string, file: string, faults: Faults): Promise<string> {
  try {
    return await readFile(join(dir, file), 'utf8');
  } catch {
    faults.add(file, 1, 1, 'cannot be read', 'make it readable');
    return '{}';
  }
}

/** One file; what is wrong with it is added to the faults. */
export function readCaseFile(bundle: Bundle, file: string, text: string, faults: Faults): CaseFile {
  const yaml = new YamlFile(file, text, faults);
  const empty: CaseFile = { file, people: new Map(), things: new Map(), cases: [] };
  if (yaml.broken) return empty;
  yaml.only([], ['now', 'things', 'people', 'cases', 'lists', 'giving']);
  const things = new Map<string, string>();
  const reader = new Reader(bundle, yaml, file, things, faults);
  if (yaml.get(['things']) !== undefined) {
    for (const name of yaml.keys(['things'])) {
      if (name.includes('/'))
        yaml.fault(['things', name], `${name} looks like an address`, 'leave out the /');
      things.set(name, reader.address(['things', name]));
    }
  }
  const people = readPeople(reader);
  const now = yaml.get(['now']) === undefined ? new Date(usualNow) : reader.date(['now']);
  return { file, things, people, cases: readEntries(reader, people, now ?? new Date(usualNow)) };
}
