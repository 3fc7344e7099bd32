import { randomInt } from 'node:crypto';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { findFaults } from '../packages/policy/src/testing/faults/find.ts';
import { differ } from '../packages/policy/src/testing/worlds/differ.ts';
import { importPackage } from '../packages/policy/src/testing/worlds/package.ts';
import { race } from '../packages/policy/src/testing/worlds/parallel.ts';
import { report, type PolicyResult } from './policy/report.ts';
import { writeReport, writeResult } from './result.ts';

// The policy package in random worlds, beside one plain Casbin enforcer and the reference. `--seed`.

const { values } = parseArgs({ options: { seed: { type: 'string' } } });
const seed = Number(values.seed ?? randomInt(2 ** 30));
console.error(`policy: seed ${seed}`);

const pkg = await importPackage(join(import.meta.dirname, '../packages/policy/src'));
const started = performance.now();
const result: PolicyResult = {
  seed,
  worlds: await differ(pkg, { seed, worlds: 300, steps: 14, questions: 24 }),
  races: await race(pkg, seed, 100, 30),
  faults: await findFaults(seed),
  seconds: 0,
};
result.seconds = Math.round((performance.now() - started) / 1000);
writeReport('policy', report(writeResult('policy', result), result));
const missed = result.faults.filter(({ difference }) => difference === undefined);
const differences = [...result.worlds.differences, ...result.races.differences];
if (differences.length > 0 || missed.length > 0) process.exitCode = 1;
