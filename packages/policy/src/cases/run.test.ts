import { expect, test } from 'vitest';
import { loadBundle } from '../bundle.ts';
import { Faults } from '../faults.ts';
import { readCaseFile } from './read.ts';
import { failureText, summaryText } from './report.ts';
import { resultsOf, type CaseResult } from './run.ts';

const bundle = await loadBundle();

async function run(text: string, filter?: string): Promise<CaseResult[]> {
  const faults = new Faults();
  const file = readCaseFile(bundle, 'cases/some.yaml', text, faults);
  expect(faults.list).toEqual([]);
  return resultsOf(bundle, [file], filter);
}

const people = `things: { acme.example: domains/dom_acme }
people:
  Dora: [{ preset: domain-manager, domains: { only: [acme.example] }, support: true }]
  Tess: [{ preset: technician, everywhere: true, end: 2026-12-01T00:00:00Z }]
  Rita: [{ permission: domains:order, domains: all }]
`;
const one = async (section: string, entry: string): Promise<string> => {
  const results = await run(`${people}${section}:\n  - { ${entry}, why: So it is. }\n`);
  expect(results).toHaveLength(1);
  return results.map(failureText).join();
};

test('a failure says which case, what was expected, why, and what decided', async () => {
  const text = await one(
    'cases',
    'who: Dora, action: domains:transfer, resource: acme.example, expected: allowed',
  );
  expect(text).toBe(
    [
      'FAIL cases/some.yaml:7  Dora: domains:transfer on domains/dom_acme',
      '  expected  allowed',
      '  got       refused',
      '  why       So it is.',
      '  because   missing: no grant gives domains:transfer on domains/dom_acme; presets that hold it: full',
    ].join('\n'),
  );
});

test.each([
  [
    'cases',
    'who: Dora, action: domains:manage, resource: acme.example, expected: refused',
    'because   allowed by presets/domain-manager.csv:2, grant 1 (domain-manager)',
  ],
  [
    'cases',
    'who: Dora, action: support:view, resource: support/own/tkt_a, expected: refused',
    'because   allowed by presets/domain-manager.csv:3, support:own brings it along, grant 1 (domain-manager)',
  ],
  [
    'cases',
    'who: Rita, action: domains:view, resource: acme.example, expected: refused',
    'because   allowed by grant 1, the permission domains:order',
  ],
  [
    'cases',
    'who: owner, action: domains:transfer, resource: acme.example, expected: refused',
    'because   allowed by owner.csv:11',
  ],
  [
    'cases',
    'who: owner, account: suspended, action: domains:transfer, resource: acme.example, expected: allowed',
    'because   denied by guardrails.csv:13 (role:account.suspended)',
  ],
  [
    'cases',
    'who: Dora, member: left, action: domains:view, resource: acme.example, expected: allowed',
    'because   no rights: the member stands as left',
  ],
  [
    'cases',
    'who: Tess, at: 2026-12-01T00:00:00Z, action: domains:view, resource: acme.example, expected: allowed',
    'because   no rights: the member stands as ended',
  ],
  ['lists', 'who: Dora, action: domains:view, expected: all', 'got       only dom_acme'],
  [
    'lists',
    'who: Dora, action: domains:view, expected: none',
    'because   Dora, domains:view on domains/dom_acme: allowed by presets/domain-manager.csv:1',
  ],
  [
    'lists',
    'action: domains:view, resource: acme.example, expected: [Dora]',
    'got       Dora, Rita, Tess, owner',
  ],
  [
    'lists',
    'who: Dora, resource: acme.example, expected: [domains:view]',
    'because   Dora, domains:manage on domains/dom_acme: allowed by presets/domain-manager.csv:2',
  ],
  ['lists', 'who: Rita, expected: {}', 'got       domains:order all, domains:view all'],
  [
    'giving',
    'who: Dora, gives: { preset: auditor, everywhere: true }, expected: live',
    'because   missing: he may not give all that auditor gives',
  ],
  [
    'giving',
    'who: owner, gives: { preset: auditor, everywhere: true }, expected: refused',
    'because   allowed: the owner gives every preset live',
  ],
])('a failed %s entry is explained (%#)', async (section, entry, line) => {
  expect(await one(section, entry)).toContain(line);
});

test('a list that the single checks contradict fails, whichever of the two is wrong', async () => {
  const entry = `${people}lists:\n  - { who: Dora, action: domains:view, expected: { only: [acme.example] }, why: Hers. }\n`;
  const [passed] = await run(entry);
  expect(passed?.passed).toBe(true);
  const [failed] = await run(
    entry.replace('only: [acme.example] }, why', 'only: [acme.example, dom_b] }, why'),
  );
  expect(failed?.decided).toEqual([
    'Dora, domains:view on domains/dom_b: missing: no grant gives domains:view on domains/dom_b; ' +
      'presets that hold it: domain-manager, technician, web-agency, auditor, colleague, full',
  ]);
});

test('a filter looks at place, question and reason', async () => {
  const text = `${people}cases:
  - { who: Dora, action: [domains:view, domains:manage], resource: acme.example, expected: allowed, why: Her job. }
lists:
  - { who: Tess, action: domains:order, expected: none, why: No money. }
`;
  expect(await run(text)).toHaveLength(3);
  expect(await run(text, 'DOMAINS:MANAGE')).toHaveLength(1);
  expect(await run(text, 'no money')).toHaveLength(1);
  expect(await run(text, 'some.yaml:7')).toHaveLength(2);
  expect(summaryText(await run(text))).toMatch(/^3 cases in 1 file: 3 passed, 0 failed \(\d+\.\d\d s\)$/);
});
