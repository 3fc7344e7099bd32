import { expect, it } from 'vitest';
import { count } from './vitest.ts';

const clean = { numPassedTests: 3, numFailedTests: 0, numPendingTests: 0, numTodoTests: 0, testResults: [] };
const counts = (code: number, report?: Partial<typeof clean> | { testResults: unknown[] }) => {
  const full = report && { ...clean, ...report };
  const { passed, failed } = count({ code, output: '' }, full as Parameters<typeof count>[1]);
  return [passed, failed];
};

it.each([
  ['all green', 0, {}, [3, 0]],
  ['a failing test', 1, { numFailedTests: 2 }, [3, 2]],
  ['a file that does not load', 1, { testResults: [{ status: 'failed', assertionResults: [] }] }, [3, 1]],
  ['a skipped test', 0, { numPendingTests: 1 }, [3, 1]],
  ['an error outside any test', 1, {}, [3, 1]],
  ['no test at all', 0, { numPassedTests: 0 }, [0, 1]],
])('%s', (_name, code, report, expected) => {
  expect(counts(code, report)).toEqual(expected);
});

it('a run without a report', () => {
  expect(counts(0)).toEqual([0, 1]);
});
