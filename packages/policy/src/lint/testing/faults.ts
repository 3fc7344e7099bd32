import { expect } from 'vitest';
import { buildBundle } from '../../bundle.ts';
import { PolicyFilesError } from '../../faults.ts';
import { ownPolicies, readPolicyFiles, type PolicyFiles } from '../../files.ts';

export type Change = (text: string) => string;

const shipped = await readPolicyFiles(ownPolicies);

/** The shipped files with some of them changed; a change that changes nothing is a mistake of the test. */
export function changedFiles(changes: Readonly<Record<string, Change>>): PolicyFiles {
  const files = new Map(shipped);
  for (const [file, change] of Object.entries(changes)) {
    const before = files.get(file);
    const after = change(before ?? '');
    if (after === before) throw new Error(`${file} stayed as it was`);
    files.set(file, after);
  }
  return files;
}

/** What lint says of the shipped files with some of them changed; nothing when it accepts them. */
export function faultsOf(changes: Readonly<Record<string, Change>>): string[] {
  try {
    buildBundle(changedFiles(changes));
    return [];
  } catch (error) {
    if (error instanceof PolicyFilesError) return error.message.split('\n');
    throw error;
  }
}

export const addRow =
  (...rows: string[]): Change =>
  (text) =>
    `${text}${rows.join('\n')}\n`;

export const replace =
  (from: string, to: string): Change =>
  (text) =>
    text.replace(from, () => to);

/** Adds one bad row to a file and holds lint to saying exactly this of it, from the column on. */
export function expectFaults(file: string, row: string, said: readonly string[]): void {
  const found = faultsOf({ [file]: addRow(row) });
  const at = found[0]?.split(':', 2).join(':');
  expect(found).toEqual(said.map((line) => `${at}:${line}`));
  expect(at).toMatch(new RegExp(`^${file}:\\d+$`));
}
