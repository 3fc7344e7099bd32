import { join } from 'node:path';
import { buildCommand } from '../lib/build.ts';
import { root } from '../lib/process.ts';
import { check, type Step } from './step.ts';
import { vitest } from './vitest.ts';

const portal = join(root, 'apps/portal');
const tsc = (side: string) => check(`types ${side}`, [{ line: ['tsc', '-p', `tsconfig.${side}.json`] }]);

interface Environment {
  filters: string[];
  /** Known once the run's PostgreSQL and browser are there. */
  env: () => Record<string, string | undefined>;
}

/** Everything the test run does, the long ones first. */
export function allSteps({ filters, env }: Environment): Step[] {
  return [
    check('build', [{ line: buildCommand('@mandate/portal') }], { group: 'build' }),
    check('lint', [{ line: ['eslint', '--max-warnings=0', '.'] }], { needs: ['build'] }),
    vitest({ project: 'unit', minutes: 5, filters, env }),
    // the build writes the generated types it reads
    check(
      'types apps/portal',
      [{ line: ['svelte-check', '--tsconfig', './tsconfig.json', '--fail-on-warnings'], cwd: portal }],
      {
        needs: ['build'],
      },
    ),
    // two programs for all the rest: what every workspace reads is checked once, not once for each
    tsc('server'),
    tsc('browser'),
    check('format', [{ line: ['prettier', '--check', '--log-level=warn', '.'] }]),
    check('dependency rules', [
      { line: ['depcruise', '--config', '.dependency-cruiser.mjs', 'apps', 'packages', 'scripts'] },
    ]),
    check('unused code', [{ line: ['knip', '--no-progress'] }]),
    // packs @mandate/policy, reads the tarball as a publisher would, runs an app that is not Mandate on it
    check('package', [{ line: ['node', 'packages/policy/scripts/check-package.ts'] }]),
    check('policies', [
      { line: ['mandate-policy', 'lint'] },
      { line: ['mandate-policy', 'types', '--check'] },
      { line: ['mandate-policy', 'matrix', '--check'] },
    ]),
    vitest({ project: 'integration', minutes: 10, filters, env }),
    vitest({ project: 'e2e', minutes: 10, filters, env, needs: ['build'] }),
  ];
}

/** The steps that the words on the command line name, with what they need; all without words. */
export function choose(steps: Step[], words: string[]): Step[] {
  const named = steps.filter(
    (step) => words.includes(step.group) || words.includes(step.name.split(' ')[0] ?? ''),
  );
  if (named.length === 0) return steps;
  return steps.filter(
    (step) => named.includes(step) || named.some((other) => other.needs?.includes(step.name)),
  );
}
