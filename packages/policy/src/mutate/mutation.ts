import type { CaseFile } from '../cases/case.ts';
import type { CsvRow } from '../csv.ts';
import { place } from './coverage.ts';
import { givingKiller, killer, probesOf } from './kill.ts';
import { refusedByLint } from './lint.ts';
import { mutantsOf, type Change, type Mutant } from './mutants.ts';
import { Survey, type ChangedDecision } from './universe.ts';
import type { World } from './world.ts';

/**
 * killed: a case answers otherwise. survived: a decision of the universe changes and no case tells. implied: no decision
 * changes, only because another row brings the same along (S5). equivalent: none changes for another reason.
 */
export const fates = ['killed', 'survived', 'implied', 'equivalent'] as const;
export type Fate = (typeof fates)[number];

export interface MutantResult {
  readonly file: string;
  readonly line: number;
  readonly row: string;
  readonly change: Change;
  readonly became: string;
  readonly fate: Fate;
  /** Would lint refuse the changed file as well? It never stands in for a case. */
  readonly lint: boolean;
  /** Of a killed one: the case, as file:line. */
  readonly by?: string;
  /** Of a survivor: a decision that it changes. */
  readonly changes?: ChangedDecision;
  /** Of one that changes no decision: why not. */
  readonly because?: string;
}

/** Mutates every row in every way and looks for a case that notices. */
export function* mutation(world: World, files: readonly CaseFile[]): Generator<MutantResult> {
  const probes = probesOf(world, files);
  const whole = world.judge();
  const bare = world.judge(undefined, 'bare');
  const survey = new Survey(world);
  for (const mutant of world.rows.flatMap((row) => mutantsOf(row, world.bundle.catalogue))) {
    const { change, became } = mutant;
    const told = { ...place(mutant.row), change, became, lint: refusedByLint(world, mutant) };
    const changed = world.judge(mutant);
    const by = killer(world, mutant, [whole, changed], probes) ?? givingKiller(world, mutant, files);
    if (by) {
      yield { ...told, fate: 'killed', by: `${by.file}:${by.line}` };
      continue;
    }
    const changes = survey.firstChange(mutant, whole, changed);
    if (changes) {
      yield { ...told, fate: 'survived', changes };
      continue;
    }
    const alone = survey.firstChange(mutant, bare, world.judge(mutant, 'bare'));
    if (alone) yield { ...told, fate: 'implied', because: `implied by ${implying(world, mutant.row)}` };
    else yield { ...told, fate: 'equivalent', because: standing(mutant) };
  }
}

/** The rows of the same role that bring along what this one says, as file:line. */
function implying(world: World, row: CsvRow): string {
  const [role, , pattern = '', action = '', effect] = row.values;
  const permission = `${pattern.split('/')[0] ?? ''}:${action}`;
  const others = world.rows.filter((other) => {
    const same = other !== row && other.values[0] === role && other.values[4] === effect;
    return same && world.saying([other]).some((reach) => reach.permission === permission);
  });
  return others.map((other) => `${other.file}:${other.line}`).join(', ');
}

function standing({ change }: Mutant): string {
  return change === 'widen' ? 'what it adds is said by other rows' : 'other rows decide the same';
}
