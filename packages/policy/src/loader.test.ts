import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { loadBundle } from './bundle.ts';
import { PolicyFilesError } from './faults.ts';
import { ownPolicies } from './files.ts';
import { generateMatrix, generateTypes } from './generate.ts';
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

const addRow = (row: string) => (text: string) => `${text}${row}\n`;
const replace = (from: string, to: string) => (text: string) => text.replace(from, to);
const auditor = 'presets/auditor.csv';

test.each([
  [auditor, 'p, role:auditor, *, domains/**, manage', 'auditor.csv:7:1: a p row has 6 columns, this one 5'],
  [
    auditor,
    'p, role:auditor, *, domains/**, manage, allow, deny',
    'auditor.csv:7:1: a p row has 6 columns, this one 7',
  ],
  [auditor, 'p2, role:auditor, *, domains/**, manage, allow', 'auditor.csv:7:1: unknown row type "p2"'],
  [
    auditor,
    'p, role:auditor, *, domains/**, manage, dney',
    'auditor.csv:7:41: the effect is allow or deny, not "dney"',
  ],
  [auditor, 'p, role:auditor, *, domains/**, manage, ALLOW', 'the effect is allow or deny, not "ALLOW"'],
  [auditor, 'p, role:auditor, *, domains/**, manage,', 'the effect is allow or deny, not ""'],
  [auditor, 'p, role:auditor, *, domains/**, manage, deny', 'only allow rows belong here'],
  [auditor, 'p, role:auditor, *, domainz/**, manage, allow', 'unknown area domainz'],
  [auditor, 'p, role:auditor, *, domains/**, mange, allow', 'unknown permission domains:mange'],
  [auditor, 'p, role:auditor, *, domains/**, *, allow', 'the action * is not allowed'],
  [
    auditor,
    'p, role:auditor, *, domains/*, manage, allow',
    'domains:manage is written on domains/**, not on domains/*',
  ],
  [auditor, 'p, role:auditor, *, **, manage, allow', 'unknown area **'],
  [auditor, 'p, role:auditor, *, domains/dom_a, manage, allow', 'is written on domains/**'],
  [auditor, 'p, role:auditor, *, support/own/**, reply, allow', 'support:reply is written on support/**'],
  [
    auditor,
    'p, role:auditor, a:42, domains/**, manage, allow',
    'the account of a role is always *, not a:42',
  ],
  [auditor, 'p, role:owner, *, domains/**, manage, allow', 'role:owner does not belong here'],
  [auditor, 'p, u:7, *, domains/**, manage, allow', 'u:7 does not belong here'],
  [
    auditor,
    'p, role:auditor, *, domains/**, view, allow',
    'auditor.csv:7:1: the same row stands at presets/auditor.csv:2',
  ],
  [auditor, 'p, role:auditor, *, admin/**, close, allow', 'admin:close is never delegable'],
  [
    auditor,
    'p, role:auditor, *, domains/**, "manage", allow',
    'the character "\\"" does not belong into a row',
  ],
  [auditor, 'p, role:auditor, *, domains/(**, manage, allow', 'the character "("'],
  [auditor, 'g, role:auditor, role:wizard, *', 'unknown preset role:wizard'],
  [auditor, 'g, role:auditor, role:full, *', 'auditor.csv:1:1: auditor includes itself'],
  [auditor, 'g, role:auditor, role:technician, *, 2027-01-01', 'a g row has 4 columns, this one 5'],
  ['presets/wizard.csv', 'p, role:wizard, *, domains/**, view, allow', 'the catalogue has no preset wizard'],
  ['presets/notes.txt', 'hello', 'only .csv files belong into presets/'],
  ['owner.csv', 'g, role:owner, role:full, *', 'each permission has its row'],
  [
    'guardrails.csv',
    'p, role:account.suspended, *, billing/**, pay, deny',
    'the catalogue allows billing:pay in a suspended account',
  ],
  ['guardrails.csv', 'p, role:account.suspended, *, billing/**, pay, allow', 'only deny rows belong here'],
  [
    'guardrails.csv',
    'p, role:account.frozen, *, billing/**, pay, deny',
    'role:account.frozen does not belong here',
  ],
])('%s refuses the row %s', async (file, row, message) => {
  expect(await faults(file, addRow(row))).toContain(message);
});

test.each<[string, (text: string) => string, string]>([
  [
    'guardrails.csv',
    replace('p, role:nobody, none, none, none, deny\n', ''),
    'the row p, role:nobody, none, none, none, deny is missing',
  ],
  [
    'guardrails.csv',
    replace('p, role:account.suspended, *, admin/**, users, deny\n', ''),
    'no row denies admin:users in a suspended account',
  ],
  [
    'model.conf',
    replace('&& !some(where (p.eft == deny))', ''),
    'model.conf:1:1: differs from the model of this package',
  ],
  [
    'labels.fr.yaml',
    replace('name: Transférer', 'nom: Transférer'),
    'permissions.domains:transfer.name must be a text',
  ],
  [
    'labels.fr.yaml',
    replace('    sensitive: le domaine peut partir\n', ''),
    'permissions.domains:transfer.sensitive must be a text',
  ],
  ['labels.en.yaml', replace('  billing: { name: Billing }\n', ''), 'areas.billing.name must be a text'],
  ['labels.en.yaml', replace('line: all services, no money', ''), 'presets.technician.line must be a text'],
  ['labels.en.yaml', replace("'[run] {scope}'", "'[fly] {scope}'"), 'the verb fly has no forms'],
  ['labels.en.yaml', replace('areas:', 'areas: {'), 'labels.en.yaml:'],
  [
    'catalogue.yaml',
    replace('own: { on: support/own/**', 'own: { on: domains/**'),
    'domains/** is not a pattern of support',
  ],
  [
    'catalogue.yaml',
    replace('implies: [revoke]', 'implies: [revok]'),
    'admin:users names admin:revok, which does not exist',
  ],
  ['catalogue.yaml', replace('implies: [revoke]', 'implies: [users]'), 'admin:users implies itself'],
  [
    'catalogue.yaml',
    replace('profile: { suspended: deny }', 'profile: {}'),
    'admin:profile needs suspended: allow or deny',
  ],
  ['catalogue.yaml', replace('asks: [services]', 'asks: [billing]'), 'billing is not a scoped area'],
  ['catalogue.yaml', replace('delegable: false', 'delegabel: false'), 'unknown key delegabel'],
  [
    'catalogue.yaml',
    replace('revoke: { implies: [members]', 'revoke: { implies: [close]'),
    'would give admin:close, which is never delegable',
  ],
])('%s is refused when it is changed (%#)', async (file, change, message) => {
  expect(await faults(file, change)).toContain(message);
});

test('all faults are listed at once, in the order of files and lines', async () => {
  const message = await faults(auditor, addRow('p, role:auditor, *, x/**, view, allow\nq, a'));
  expect(message.split('\n')).toHaveLength(2);
  expect(message).toMatch(/:7:21: unknown area x\n.*:8:1: unknown row type "q"/);
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

test('a deny takes along what implies the denied permission', async () => {
  const marked = await changed(
    'catalogue.yaml',
    replace('members: { suspended: allow }', 'members: { suspended: deny }'),
  );
  await expect(loadBundle(marked)).rejects.toThrow(
    'admin:revoke works in a suspended account, but admin:members',
  );
});

test('the shipped files name the owner’s every permission, and full is all that can be given', async () => {
  const bundle = await loadBundle();
  expect(bundle.owner.map((row) => row.permission)).toEqual([...bundle.catalogue.permissions.keys()]);
  const delegable = [...bundle.catalogue.permissions.values()].filter((one) => one.delegable);
  expect(bundle.presets.get('full')?.permissions).toEqual(delegable.map((one) => one.name));
});

test('generated types and matrix are fresh', async () => {
  const bundle = await loadBundle();
  const types = await readFile(new URL('generated.ts', import.meta.url), 'utf8');
  expect(types).toBe(generateTypes(bundle));
  expect(await readFile(join(ownPolicies, 'MATRIX.md'), 'utf8')).toBe(generateMatrix(bundle));
});

test('another text is another version', async () => {
  const [shipped, other] = [
    await loadBundle(),
    await loadBundle(await changed('owner.csv', addRow('# remark'))),
  ];
  expect(other.version).not.toBe(shipped.version);
  expect((await loadBundle()).version).toBe(shipped.version);
});
