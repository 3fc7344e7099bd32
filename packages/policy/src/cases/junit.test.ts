import { parseXml, XmlElement } from '@rgrove/parse-xml';
import { expect, test } from 'vitest';
import { junit } from './junit.ts';
import type { CaseResult } from './run.ts';

const result = (change: Partial<CaseResult>): CaseResult => ({
  file: 'cases/domains.yaml',
  line: 3,
  name: 'Dora: domains:view on domains/dom_acme',
  why: 'Her domain.',
  passed: true,
  expected: 'allowed',
  got: 'allowed',
  decided: [],
  seconds: 0.0012,
  ...change,
});

const elements = (within: XmlElement, name: string): XmlElement[] =>
  within.children.filter((child): child is XmlElement => child instanceof XmlElement && child.name === name);

function parsed(results: readonly CaseResult[]): XmlElement {
  const { root } = parseXml(junit(results));
  if (!root) throw new Error('no root');
  return root;
}

test('one suite a file, with totals that CI servers add up', () => {
  const root = parsed([
    result({}),
    result({ line: 9, passed: false, got: 'refused', decided: ['missing: no grant gives it'] }),
    result({ file: 'cases/billing.yaml' }),
  ]);
  expect(root.name).toBe('testsuites');
  expect(root.attributes).toMatchObject({ tests: '3', failures: '1', errors: '0', skipped: '0' });
  const [domains, billing] = elements(root, 'testsuite');
  expect(domains?.attributes).toMatchObject({ name: 'cases/domains.yaml', tests: '2', failures: '1' });
  expect(billing?.attributes).toMatchObject({ name: 'cases/billing.yaml', tests: '1', failures: '0' });
  const [passed, failed] = domains ? elements(domains, 'testcase') : [];
  expect(passed?.attributes).toEqual({
    name: 'Dora: domains:view on domains/dom_acme. Her domain.',
    classname: 'cases/domains.yaml',
    file: 'cases/domains.yaml',
    line: '3',
    time: '0.001',
  });
  expect(passed?.children).toEqual([]);
  const [failure] = failed ? elements(failed, 'failure') : [];
  expect(failure?.attributes).toEqual({ message: 'expected allowed, got refused', type: 'decision' });
  expect(failure?.text).toContain('because   missing: no grant gives it');
});

test.each([
  ['markup', '</failure><testcase name="x"/>'],
  ['entities', '&amp; & &#0; &nosuch; %x;'],
  ['quotes', `"double" 'single'`],
  ['the end of CDATA', ']]> <![CDATA['],
  ['a comment and an instruction', '<!-- --> <?xml version="1.0"?>'],
  ['line ends and tabs', 'a\r\nb\tc\nd'],
  ['letters beyond the first plane', 'Zoë 𝒳 🙂 \u2028'],
])('hostile text comes back as it went in: %s', (_what, text) => {
  const root = parsed([result({ name: text, why: text, passed: false, got: text, decided: [text] })]);
  const [suite] = elements(root, 'testsuite');
  const [testcase] = suite ? elements(suite, 'testcase') : [];
  const [failure] = testcase ? elements(testcase, 'failure') : [];
  expect(testcase?.attributes.name).toBe(`${text}. ${text}`);
  expect(failure?.attributes.message).toBe(`expected allowed, got ${text}`);
  expect(failure?.text).toContain(`because   ${text}`);
  expect(elements(root, 'testsuite')).toHaveLength(1);
});

test('what XML cannot hold is replaced, not written', () => {
  const root = parsed([result({ why: 'a\u0000b\u001Bc\uFFFEd\uD800e' })]);
  const [suite] = elements(root, 'testsuite');
  const [testcase] = suite ? elements(suite, 'testcase') : [];
  expect(testcase?.attributes.name).toContain('a\uFFFDb\uFFFDc\uFFFDd\uFFFDe');
});
