import { parseXml } from '@rgrove/parse-xml';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { policiesCopy, policiesWithCases, removeFolders } from '../cases/testing/folder.ts';
import { run } from './program.ts';
import { keepingIo } from './testing/io.ts';

afterAll(removeFolders);

async function mandatePolicy(...argv: string[]) {
  const io = keepingIo();
  const code = await run(argv, io);
  return { code, ...io.written };
}

const cases = (expected: string) => `people: { Dora: [{ preset: domain-manager, domains: all }] }
cases:
  - { who: Dora, action: domains:transfer, resource: domains/dom_a, expected: ${expected}, why: It could leave. }
  - { who: Dora, action: domains:manage, resource: domains/dom_a, expected: allowed, why: Her job. }
`;

test('the shipped cases pass, silently on stdout', async () => {
  const { code, out, err } = await mandatePolicy('test');
  expect([code, out]).toEqual([0, '']);
  expect(err).toMatch(/^\d+ cases in \d+ files: \d+ passed, 0 failed \(.* s\)\n$/);
});

test('a failing case is printed and is a finding', async () => {
  const dir = await policiesWithCases({ 'some.yaml': cases('allowed') });
  const { code, out, err } = await mandatePolicy('test', '--policies', dir, '--mutate');
  expect(code).toBe(1);
  expect(out).toContain('FAIL cases/some.yaml:3  Dora: domains:transfer on domains/dom_a\n');
  expect(err).toContain('2 cases in 1 file: 1 passed, 1 failed');
  expect(err).toContain('neither coverage nor mutants were looked at');
  expect((await mandatePolicy('test', '--policies', dir, '--filter', 'her job')).code).toBe(0);
});

test('a malformed case file is a finding with its place', async () => {
  const dir = await policiesWithCases({ 'some.yaml': cases('alowed') });
  const { code, err } = await mandatePolicy('test', '--policies', dir);
  expect([code, err]).toEqual([1, 'cases/some.yaml:3:69: expected is alowed; did you mean allowed?\n']);
});

test.each([
  [['--filter', 'no such text anywhere'], 'no case has no such text anywhere'],
  [['--json', '--junit', '-'], '--json and --junit - both want stdout'],
  [['--filter', 'x', '--mutate'], 'leave out --filter'],
  [['--policies', 'nowhere'], 'no folder nowhere'],
  [
    ['--filter', 'transfer', '--junit', 'no/such/folder/report.xml'],
    'cannot write no/such/folder/report.xml',
  ],
])('%j is no usage', async (argv, message) => {
  const { code, err } = await mandatePolicy('test', ...argv);
  expect(code).toBe(2);
  expect(err).toContain(message);
});

test('a folder without cases proves nothing', async () => {
  const { code, err } = await mandatePolicy('test', '--policies', await policiesWithCases({}));
  expect([code, err]).toEqual([2, 'error: there are no cases in cases/\n']);
});

test('JUnit goes to a file beside the report, or alone to stdout', async () => {
  const dir = await policiesWithCases({ 'some.yaml': cases('allowed') });
  const report = join(await policiesWithCases({}), 'report.xml');
  const both = await mandatePolicy('test', '--policies', dir, '--junit', report);
  expect(both.out).toContain('FAIL');
  const xml = await readFile(report, 'utf8');
  expect(parseXml(xml).root?.attributes).toMatchObject({ tests: '2', failures: '1' });
  const alone = await mandatePolicy('test', '--policies', dir, '--junit', '-');
  expect(alone.code).toBe(1);
  expect(parseXml(alone.out).root?.attributes).toMatchObject({ tests: '2', failures: '1' });
});

test(
  'control: with one case file less, rows are not decisive and mutants survive',
  { timeout: 30_000 },
  async () => {
    const dir = await policiesCopy();
    await rm(join(dir, 'cases/presets.yaml'));
    const { code, out, err } = await mandatePolicy(
      'test',
      '--policies',
      dir,
      '--coverage',
      '--mutate',
      '--json',
    );
    expect(code).toBe(1);
    const { cases: run, coverage, mutants } = JSON.parse(out) as Record<string, Record<string, unknown>[]>;
    expect(run?.[0]).toMatchObject({
      file: 'cases/admin.yaml',
      passed: true,
      expected: 'allowed',
      decided: [],
    });
    const row = (line: number) =>
      coverage?.find((each) => each.file === 'presets/technician.csv' && each.line === line);
    expect(row(2)).toEqual({
      file: 'presets/technician.csv',
      line: 2,
      row: 'p, role:technician, *, services/**, manage, allow',
    });
    expect(row(3)?.decisive).toMatch(/^cases\/services\.yaml:\d+$/);
    const fates = (line: number) =>
      mutants?.filter((each) => each.file === 'presets/technician.csv' && each.line === line);
    expect(fates(2)?.find((each) => each.change === 'flip')).toMatchObject({
      fate: 'survived',
      lint: true,
      changes: { subject: 'technician', state: 'active', allowed: false },
    });
    expect(fates(3)?.find((each) => each.change === 'drop')).toMatchObject({ fate: 'killed', lint: false });
    expect(err).toMatch(/coverage: \d+ of \d+ rows decisive in a case/);
    expect(err).toMatch(/\d+ killed, [1-9]\d* survived, \d+ implied, \d+ equivalent/);
  },
);

test('control: with one case less, exactly what it held survives', { timeout: 30_000 }, async () => {
  const dir = await policiesCopy();
  const file = join(dir, 'cases/presets.yaml');
  const text = await readFile(file, 'utf8');
  const [before = '', accountant = ''] = text.split('  - who: Anton\n');
  await writeFile(file, before + accountant.slice(accountant.indexOf('  - who: ')));
  const { code, out } = await mandatePolicy('test', '--policies', dir, '--mutate');
  expect(code).toBe(1);
  const survivors = [...out.matchAll(/^SURVIVED (\S+):\d+/gm)].map(([, where]) => where);
  expect(new Set(survivors)).toEqual(new Set(['presets/accountant.csv']));
  expect(out).toMatch(/changes {3}accountant: .* is (allowed|refused)\n/);
  expect((await mandatePolicy('test', '--policies', dir)).code).toBe(0);
});
