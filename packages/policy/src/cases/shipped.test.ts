import { expect, test } from 'vitest';
import { buildBundle } from '../bundle.ts';
import { ownPolicies, readPolicyFiles } from '../files.ts';
import { coverage } from '../mutate/coverage.ts';
import { mutation } from '../mutate/mutation.ts';
import { survivorText, uncoveredText } from '../mutate/report.ts';
import { World } from '../mutate/world.ts';
import { readCases } from './read.ts';
import { failureText } from './report.ts';
import { resultsOf } from './run.ts';

const policies = await readPolicyFiles(ownPolicies);
const bundle = buildBundle(policies);
const files = await readCases(bundle, ownPolicies);
const results = await resultsOf(bundle, files);

test.each(results)('$file:$line $name. $why', (result) => {
  expect(result.passed, failureText(result)).toBe(true);
});

test('every policy row is decisive in a case', () => {
  expect(uncoveredText([...coverage(new World(bundle, policies), files)])).toBe('');
});

test('every change of a policy row that changes a decision is noticed by a case', { timeout: 30_000 }, () => {
  const mutants = [...mutation(new World(bundle, policies), files)];
  const survivors = mutants.filter((mutant) => mutant.fate === 'survived');
  expect(survivors.map(survivorText).join('')).toBe('');
  expect(mutants.length).toBeGreaterThan(400);
});
