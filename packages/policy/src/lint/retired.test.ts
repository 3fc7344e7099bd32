import { parse } from 'yaml';
import { expect, test } from 'vitest';
import { buildBundle, loadBundle } from '../bundle.ts';
import { Faults } from '../faults.ts';
import { generatePublished, readPublished } from './published.ts';
import { addRow, changedFiles, faultsOf, replace, type Change } from './testing/faults.ts';

const publish =
  (permission: string): Change =>
  (text) =>
    text.replace('permissions:\n', `permissions:\n  - ${permission}\n`);
const retire = (line: string) => replace('permissions: {}', `permissions:\n  ${line}`);

test('a published name that the catalogue dropped needs its line', () => {
  expect(faultsOf({ 'published.yaml': publish('domains:glue') })).toEqual([
    'retired.yaml:5:1: domains:glue was dropped without a line; add domains:glue: { on: 2026-01-31, instead: [] } under permissions, with the day',
  ]);
});

test('also when somebody drops it for real, in every file that names it', () => {
  const cut =
    (pattern: RegExp): Change =>
    (text) =>
      text.replaceAll(pattern, '');
  const labels = cut(/^ {2}auditor:\n( {4}.*\n)+/gm);
  const files = {
    'catalogue.yaml': cut(/^ {2}auditor: {}\n/gm),
    'presets/full.csv': cut(/^g.*auditor.*\n/gm),
    'labels.en.yaml': labels,
    'labels.fr.yaml': labels,
  };
  const withoutFile = changedFiles(files);
  (withoutFile as Map<string, string>).delete('presets/auditor.csv');
  expect(() => buildBundle(withoutFile)).toThrow('retired.yaml:6:1: auditor was dropped without a line');
});

test.each([
  ['domains:glue: { on: 2026-11-22, instead: [domains:manage] }', undefined],
  ['domains:glue: { on: 2026-11-22, instead: [] }', undefined],
  ['domains:glue: { on: 2026-02-30, instead: [] }', '6:19: 2026-02-30 is no day; write year-month-day'],
  [
    'domains:glue: { on: 2026-11-22 }',
    '6:3: domains:glue does not say what took over; add instead: [names], [] for nothing',
  ],
  [
    'domains:glue: { instead: [] }',
    '6:3: permissions.domains:glue.on is missing; write the day it was dropped',
  ],
  [
    'domains:glue: { on: 2026-11-22, instead: [domains:mange] }',
    '6:35: domains:mange does not exist; did you mean domains:manage?',
  ],
  ['domains:glue: { on: 2026-11-22, instead: [], why: old }', '6:48: unknown key why; known are on, instead'],
])('%s', (line, said) => {
  const found = faultsOf({ 'published.yaml': publish('domains:glue'), 'retired.yaml': retire(line) });
  expect(found).toEqual(said === undefined ? [] : [`retired.yaml:${said}`]);
});

test('a retired name never comes back, and one that never was cannot retire', () => {
  expect(faultsOf({ 'retired.yaml': retire('domains:view: { on: 2026-11-22, instead: [] }') })).toEqual([
    'retired.yaml:6:3: domains:view is retired, but the catalogue has it: old grants would come alive again; choose another name',
  ]);
  expect(faultsOf({ 'retired.yaml': retire('domains:viev: { on: 2026-11-22, instead: [] }') })).toEqual([
    'retired.yaml:6:3: domains:viev was never published; did you mean domains:view?',
  ]);
  expect(faultsOf({ 'retired.yaml': addRow('presents: {}') })).toEqual([
    'retired.yaml:7:1: unknown key presents; did you mean presets?',
  ]);
});

test('the list of published names only grows', async () => {
  const { catalogue } = await loadBundle();
  const files = new Map([['published.yaml', 'permissions: [domains:glue]\npresets: [wizard]\n']]);
  const made = parse(generatePublished(readPublished(files, new Faults()), catalogue)) as Record<
    string,
    string[]
  >;
  expect(made.permissions).toEqual(['domains:glue', ...catalogue.permissions.keys()].sort());
  expect(made.presets).toEqual(['wizard', ...catalogue.presets.keys()].sort());
  expect(made.areas).toEqual([...catalogue.areas.keys()].sort());
});
