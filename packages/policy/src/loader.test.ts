import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { loadBundle } from './bundle.ts';
import { PolicyFilesError } from './faults.ts';
import { ownPolicies } from './files.ts';
import { addRow, replace } from './lint/testing/faults.ts';
import { loadSlice } from './slice.ts';
import { owner } from './testing/facts.ts';

const folders: string[] = [];
afterEach(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true });
});

/** A copy of the shipped policies with one file changed. */
async function changed(file: string, change: (text: string) => string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'mandate-policy-'));
  folders.push(folder);
  await cp(ownPolicies, folder, { recursive: true });
  const text = await readFile(join(folder, file), 'utf8').catch(() => '');
  await writeFile(join(folder, file), change(text));
  return folder;
}

async function faults(file: string, change: (text: string) => string): Promise<string> {
  const failure = await loadBundle(await changed(file, change)).catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(PolicyFilesError);
  return failure instanceof PolicyFilesError ? failure.message : '';
}

const auditor = 'presets/auditor.csv';

test('all faults are listed at once, in the order of files and lines', async () => {
  const message = await faults(auditor, addRow('p, role:auditor, *, x/**, view, allow\nq, a'));
  expect(message.split('\n')).toHaveLength(2);
  expect(message).toMatch(/:7:21: unknown area x; .*\n.*:8:1: unknown row type "q"; /);
});

test('a file that nobody reads is named', async () => {
  expect(await faults('guardrail.csv', addRow('p, role:account.closed, *, billing/**, pay, deny'))).toBe(
    'guardrail.csv:1:1: nobody reads this file; did you mean guardrails.csv?',
  );
  expect(await faults('presets/notes.txt', addRow('hello'))).toBe(
    'presets/notes.txt:1:1: only .csv files belong into presets/; move it elsewhere',
  );
});

test.each([
  replace('line: all services, no money', 'line: all services: no money'),
  replace('consequence: Every ticket of the account.', 'consequence: Tickets: all.'),
])('a label broken by a colon says where, and that quotes mend it', async (change) => {
  const message = await faults('labels.en.yaml', change);
  expect(message).toMatch(/^labels\.en\.yaml:\d+:\d+: /);
  expect(message).toContain("; put a text with ': ' in it into quotes");
});

test('a file that is missing is named', async () => {
  const folder = await changed(auditor, (text) => text);
  await rm(join(folder, 'presets/full.csv'));
  await expect(loadBundle(folder)).rejects.toThrow(
    'presets/full.csv:1:1: the file of the preset full is missing',
  );
  await rm(join(folder, 'labels.fr.yaml'));
  await expect(loadBundle(folder)).rejects.toThrow('labels.fr.yaml:1:1: cannot be read');
});

test('the owner is a role in the files: without its rows the owner is refused everywhere', async () => {
  const bundle = await loadBundle(await changed('owner.csv', () => ''));
  const slice = await loadSlice(bundle, owner());
  expect(slice.permissions()).toEqual([]);
  expect(slice.grantedAnywhere('domains:view')).toBe(false);
});

test('one row less in owner.csv is one permission less, and no other', async () => {
  const bundle = await loadBundle(
    await changed('owner.csv', replace('p, role:owner, *, domains/**, transfer, allow\n', '')),
  );
  const slice = await loadSlice(bundle, owner());
  const missing = [...bundle.catalogue.permissions.keys()].filter(
    (name) => !slice.permissions().some((held) => held === name),
  );
  expect(missing).toEqual(['domains:transfer']);
});

test('the shipped files name the owner’s every permission, and full is all that can be given', async () => {
  const bundle = await loadBundle();
  expect(bundle.owner.map((row) => row.permission)).toEqual([...bundle.catalogue.permissions.keys()]);
  const delegable = [...bundle.catalogue.permissions.values()].filter((one) => one.delegable);
  expect(bundle.presets.get('full')?.permissions).toEqual(delegable.map((one) => one.name));
});

test('another text is another version', async () => {
  const [shipped, other] = [
    await loadBundle(),
    await loadBundle(await changed('owner.csv', addRow('# remark'))),
  ];
  expect(other.version).not.toBe(shipped.version);
  expect((await loadBundle()).version).toBe(shipped.version);
});
