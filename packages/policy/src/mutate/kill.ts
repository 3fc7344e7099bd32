import { Faults } from '../faults.ts';
import type { CaseFile, PolicyCase } from '../cases/case.ts';
import { BundleJudge } from '../cases/judge.ts';
import { questionsOf } from '../cases/questions.ts';
import { factsOf } from '../cases/situation.ts';
import type { Facts } from '../facts.ts';
import { readPresets } from '../presets.ts';
import type { RulesJudge } from './judge.ts';
import type { Mutant } from './mutants.ts';
import type { World } from './world.ts';

/** One yes-or-no question of a case, ready to be asked of any mutant. */
export interface Probe {
  readonly of: PolicyCase;
  readonly facts: Facts;
  readonly permission: string;
  readonly resource: string;
}

/** All that the cases ask, flat, by permission. */
export function probesOf(world: World, files: readonly CaseFile[]): ReadonlyMap<string, readonly Probe[]> {
  const probes = files.flatMap((file) =>
    file.cases.flatMap((of) =>
      questionsOf(world.bundle, file, of).map(({ person, permission, resource }): Probe => {
        return { of, facts: factsOf(file, of, person), permission, resource };
      }),
    ),
  );
  return Map.groupBy(probes, (probe) => probe.permission);
}

/** The first case whose answer is another with the mutant. A question over equal rows is not asked again. */
export function killer(
  world: World,
  mutant: Mutant,
  [before, after]: readonly [RulesJudge, RulesJudge],
  probes: ReadonlyMap<string, readonly Probe[]>,
): PolicyCase | undefined {
  for (const name of world.concerned(mutant)) {
    for (const { of, facts, permission, resource } of probes.get(name) ?? []) {
      if (!world.concerns(mutant, facts)) continue;
      const [old, changed] = [before, after].map((judge) =>
        judge.rows(facts, permission, resource).join(';'),
      );
      if (old === changed) continue;
      if (before.can(facts, permission, resource) !== after.can(facts, permission, resource)) return of;
    }
  }
  return undefined;
}

/** The first case about giving that answers another without an include (S6). */
export function givingKiller(
  world: World,
  mutant: Mutant,
  files: readonly CaseFile[],
): PolicyCase | undefined {
  if (mutant.row.type !== 'g') return undefined;
  const rows = world.rowsWith(mutant).filter((row) => row.file.startsWith('presets/'));
  const presets = readPresets(
    Map.groupBy(rows, (row) => row.file),
    world.bundle.catalogue,
    new Faults(),
  );
  const judge = new BundleJudge({ ...world.bundle, presets });
  for (const file of files) {
    for (const each of file.cases) {
      if (each.kind !== 'gives') continue;
      if (judge.gives(factsOf(file, each, each.who), each.gives) !== each.expected) return each;
    }
  }
  return undefined;
}
