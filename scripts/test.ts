import { join } from 'node:path';
import { temporaryPostgres } from '@mandate/db/postgres';
import { build } from './lib/build.ts';
import { printFailure } from './lib/fault.ts';
import { root } from './lib/process.ts';
import { chromiumEnv } from './test/chromium.ts';
import { schedule, type Outcome } from './test/schedule.ts';
import { allSteps, choose } from './test/steps.ts';

const words = process.argv.slice(2);
const stop = new AbortController();
for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, () => stop.abort());

const began = Date.now();
let env: Record<string, string | undefined> = {};
const everything = allSteps({ filters: [], env: () => env });
const isStep = (word: string) =>
  everything.some(({ group, name }) => group === word || name.split(' ')[0] === word);
const filters = words.filter((word) => !isStep(word));
const steps = choose(allSteps({ filters, env: () => env }), words.filter(isStep));
const includes = (...groups: string[]) => steps.some(({ group }) => groups.includes(group));

let outcomes: Outcome[] = [];
try {
  await build('@mandate/messages', stop.signal);
  if (includes('e2e')) env = await chromiumEnv(process.env);
  const server = includes('unit', 'integration', 'e2e') ? await temporaryPostgres() : undefined;
  // servers and workers start by the dozen and compile the same libraries
  const NODE_COMPILE_CACHE = join(root, 'node_modules/.cache/compile');
  env = { ...env, NODE_COMPILE_CACHE, TEST_POSTGRES_URL: server?.url };
  try {
    outcomes = await schedule(steps, stop.signal, print);
  } finally {
    await server?.stop();
  }
} catch (error) {
  printFailure(error);
}

for (const { step, output } of outcomes.filter(({ failed }) => failed > 0)) {
  console.log(`\n===== ${step.name} failed =====\n${output.trim()}`);
}
const sum = (key: 'passed' | 'failed') => outcomes.reduce((total, outcome) => total + outcome[key], 0);
const [passed, failed] = [sum('passed'), sum('failed') + (outcomes.length < steps.length ? 1 : 0)];
console.log(`\n${Math.round((Date.now() - began) / 1000)} s`);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 || passed === 0 ? 1 : 0;

function print({ step, passed, failed, seconds }: Outcome): void {
  const mark = failed > 0 ? 'FAIL' : 'ok';
  const counted =
    step.group === 'static' || step.group === 'build' ? '' : `${passed} passed, ${failed} failed`;
  console.log(
    `${mark.padEnd(5)}${step.name.padEnd(20)}${`${seconds.toFixed(1)} s`.padStart(8)}  ${counted}`.trimEnd(),
  );
}
