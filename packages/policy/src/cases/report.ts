import type { CaseResult } from './run.ts';

/** One failed case as test runners print it: where, what, expected and got, why it should be so, what decided. */
export function failureText(result: CaseResult): string {
  const { file, line, name, expected, got, why, decided } = result;
  return [
    `FAIL ${file}:${line}  ${name}`,
    `  expected  ${expected}`,
    `  got       ${got}`,
    `  why       ${why}`,
    ...decided.map((each) => `  because   ${each}`),
  ].join('\n');
}

export function summaryText(results: readonly CaseResult[]): string {
  const failed = results.filter((result) => !result.passed).length;
  const files = new Set(results.map((result) => result.file)).size;
  const seconds = results.reduce((sum, result) => sum + result.seconds, 0);
  const passed = results.length - failed;
  return `${count(results.length, 'case')} in ${count(files, 'file')}: ${passed} passed, ${failed} failed (${seconds.toFixed(2)} s)`;
}

export function count(number: number, word: string): string {
  return `${number} ${word}${number === 1 ? '' : 's'}`;
}
