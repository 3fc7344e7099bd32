import type { Find } from '../../packages/policy/src/testing/faults/find.ts';
import type { Tally } from '../../packages/policy/src/testing/worlds/differ.ts';
import type { Races } from '../../packages/policy/src/testing/worlds/parallel.ts';
import type { Run } from '../result.ts';

export interface PolicyResult {
  seed: number;
  worlds: Tally;
  races: Races;
  faults: Find[];
  seconds: number;
}

const count = (value: number) => value.toLocaleString('en');

/** The result as it is committed. */
export function report({ at, commit, machine }: Run, result: PolicyResult): string {
  const { seed, worlds, races, faults, seconds } = result;
  const differences = [...worlds.differences, ...races.differences];
  const found = faults.filter(({ difference }) => difference !== undefined);
  return [
    '# Proof of the policy package',
    `\`npm run trials -- policy --seed ${seed}\`, ${at.slice(0, 10)}, commit ${commit}, ${machine}, ${Math.round(seconds)} s.`,
    `${count(worlds.requests)} random requests over ${worlds.worlds} random worlds of at most ${worlds.mostRows} rows, ` +
      'each asked of one plain Casbin enforcer that holds every row, of the reference and of the package: ' +
      `**${worlds.differences.length} differences**.`,
    `${count(worlds.allowed)} were allowed. ${count(worlds.turned)} answers had just been turned by a date, an epoch or ` +
      `changed files. ${count(worlds.warm)} came from memory, ${count(worlds.stale)} of them right a moment before and ` +
      'within the bound of `cached`. After each of ' +
      `${count(worlds.steps)} steps \`batch\`, \`scope\`, \`permissions\`, \`permissionsOn\` and \`anywhere\` of one ` +
      'person, `whoCan` of one question and `covers` of two sets of rights were held against the reference as well.',
    `${count(races.answers)} answers while grants, dates and files changed, ${count(races.overtaken)} of them overtaken ` +
      `by a change, ${count(races.contested)} where it mattered: **${races.differences.length}** that no state gave ` +
      'meanwhile.',
    `Control: **${found.length} of ${faults.length}** faults put into the package were found.`,
    '| Fault | Requests until found |',
    ...faults.map(
      ({ name, requests, difference }) => `| ${name} | ${difference === undefined ? 'missed' : requests} |`,
    ),
    ...differences.map((difference) => `- ${difference}`),
  ]
    .join('\n\n')
    .replaceAll('|\n\n|', '|\n|')
    .replace('|\n| a', '|\n| --- | ---: |\n| a');
}
