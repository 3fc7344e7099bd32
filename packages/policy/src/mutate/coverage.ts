import type { CaseFile } from '../cases/case.ts';
import type { CsvRow } from '../csv.ts';
import { givingKiller, killer, probesOf } from './kill.ts';
import type { Mutant } from './mutants.ts';
import type { World } from './world.ts';
import { rowText } from './written.ts';

export interface CoveredRow {
  readonly file: string;
  readonly line: number;
  readonly row: string;
  /** The first case, as file:line, in which the row is decisive. */
  readonly decisive?: string;
}

/**
 * Which rows were decisive in a case: without the row the case would get another answer. A row that S5 implies as well
 * is decisive when that is so among the rows as they are written, with nothing brought along.
 */
export function* coverage(world: World, files: readonly CaseFile[]): Generator<CoveredRow> {
  const probes = probesOf(world, files);
  const whole = world.judge();
  const bare = world.judge(undefined, 'bare');
  for (const row of world.rows) {
    const mutant: Mutant = { row, change: 'drop', became: 'dropped', instead: [] };
    const by =
      killer(world, mutant, [whole, world.judge(mutant)], probes) ??
      killer(world, mutant, [bare, world.judge(mutant, 'bare')], probes) ??
      givingKiller(world, mutant, files);
    yield { ...place(row), decisive: by && `${by.file}:${by.line}` };
  }
}

export function place(row: CsvRow): { file: string; line: number; row: string } {
  return { file: row.file, line: row.line, row: rowText(row) };
}
