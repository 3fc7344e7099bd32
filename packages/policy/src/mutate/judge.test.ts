import { expect, test } from 'vitest';
import { buildBundle, loadBundle } from '../bundle.ts';
import { ownPolicies, readPolicyFiles } from '../files.ts';
import { accountStates, decide, universe, type Memo } from '../universe/index.ts';
import { Survey } from './universe.ts';
import { refusedByLint } from './lint.ts';
import { mutantsOf, type Mutant } from './mutants.ts';
import { World } from './world.ts';
import { rowText } from './written.ts';

const files = await readPolicyFiles(ownPolicies);
const bundle = await loadBundle();
const world = new World(bundle, files);
const survey = new Survey(world);
const all = universe(bundle);

test(
  'rows taken at their word decide as the package does, in the whole universe',
  { timeout: 60_000 },
  async () => {
    const table = await decide(bundle, all);
    const judge = world.judge();
    const wrong: string[] = [];
    let index = 0;
    for (const subject of all.subjects)
      for (const state of accountStates) {
        const facts = survey.facts(subject, state);
        for (const { permission, resource } of all.questions) {
          if (judge.can(facts, permission, resource) !== (table[index] === 1))
            wrong.push(`${subject.names.join()} ${state} ${permission} ${resource}`);
          index += 1;
        }
      }
    expect(index).toBe(all.size);
    expect(wrong).toEqual([]);
  },
);

test(
  'a mutant that can stand in the files changes the universe iff the package says so',
  { timeout: 60_000 },
  async () => {
    const memo: Memo = new Map();
    const before = await decide(bundle, all, memo);
    const standing = world.rows
      .flatMap((row) => mutantsOf(row, bundle.catalogue))
      .filter((mutant) => !refusedByLint(world, mutant));
    expect(standing.length).toBeGreaterThan(60);
    for (const mutant of standing.filter((_each, index) => index % 6 === 0)) {
      const after = await decide(withMutant(mutant), all, memo);
      const changed = after.some((cell, index) => cell !== before[index]);
      const found = survey.firstChange(mutant, world.judge(), world.judge(mutant));
      expect([mutant.row.file, mutant.row.line, mutant.became, found !== undefined]).toEqual([
        mutant.row.file,
        mutant.row.line,
        mutant.became,
        changed,
      ]);
    }
  },
);

/** The bundle of the files with the mutant in them; throws when the loader refuses it after all. */
function withMutant({ row, instead }: Mutant) {
  const lines = (files.get(row.file) ?? '').split('\n');
  lines.splice(row.line - 1, 1, ...instead.map(rowText));
  return buildBundle(new Map([...files, [row.file, lines.join('\n')]]));
}
