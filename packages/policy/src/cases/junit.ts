import { failureText } from './report.ts';
import type { CaseResult } from './run.ts';

/** The results as JUnit XML, one suite a file, as CI servers read it. */
export function junit(results: readonly CaseResult[]): string {
  const suites = [...Map.groupBy(results, (result) => result.file)];
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites ${attributes({ name: 'mandate-policy', ...totals(results) })}>`,
    ...suites.flatMap(([file, own]) => [
      `  <testsuite ${attributes({ name: file, ...totals(own) })}>`,
      ...own.flatMap(testcase),
      '  </testsuite>',
    ]),
    '</testsuites>',
    '',
  ].join('\n');
}

function testcase(result: CaseResult): string[] {
  const { file, line, name, why, expected, got, seconds } = result;
  const shown = `${name}. ${why}`;
  const open = attributes({ name: shown, classname: file, file, line, time: seconds.toFixed(3) });
  if (result.passed) return [`    <testcase ${open}/>`];
  const failure = attributes({ message: `expected ${expected}, got ${got}`, type: 'decision' });
  return [
    `    <testcase ${open}>`,
    `      <failure ${failure}>${escaped(failureText(result))}</failure>`,
    '    </testcase>',
  ];
}

function totals(results: readonly CaseResult[]): Record<string, string | number> {
  const failures = results.filter((result) => !result.passed).length;
  const time = results.reduce((sum, result) => sum + result.seconds, 0).toFixed(3);
  return { tests: results.length, failures, errors: 0, skipped: 0, time };
}

function attributes(values: Readonly<Record<string, string | number>>): string {
  return Object.entries(values)
    .map(([key, value]) => `${key}="${escaped(String(value))}"`)
    .join(' ');
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
  '\n': '&#10;',
  '\t': '&#9;',
  '\r': '&#13;',
};

/** What XML 1.0 cannot hold at all (control characters, halves of pairs) becomes U+FFFD. */
function escaped(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '\uFFFD')
    .replaceAll(/[&<>"'\n\t\r]/g, (sign) => entities[sign] ?? sign);
}
