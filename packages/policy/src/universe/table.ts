import type { Bundle } from '../bundle.ts';
import { Oracle, type Memo } from './oracle.ts';
import { accountStates, type Cell, type Universe } from './universe.ts';

/** One byte a cell, 1 = allowed, in the universe's order. */
export type Table = Uint8Array;

/** A decision that two tables disagree about. `allowed`: what the second one says. */
export interface ChangedCell extends Cell {
  readonly index: number;
  readonly allowed: boolean;
}

/**
 * Asks a bundle the whole universe. Every answer comes from Casbin over the package's own slice. Give the same `memo`
 * to several calls when the bundles have most rows in common (mutants): equal rows are then asked once.
 */
export async function decide(bundle: Bundle, all: Universe, memo: Memo = new Map()): Promise<Table> {
  const oracle = new Oracle(bundle, all.questions, memo);
  const table = new Uint8Array(all.size);
  const areas = new Set(all.questions.map((question) => question.area));
  const places = [...areas].map((area) => ({
    area,
    at: all.questions.flatMap((question, index) => (question.area === area ? [index] : [])),
  }));
  let from = 0;
  for (const subject of all.subjects) {
    const holding = { names: subject.names, owner: subject.kind === 'owner' };
    for (const state of accountStates) {
      for (const { area, at } of places) {
        const answers = await oracle.answers(area, state, holding);
        at.forEach((place, index) => (table[from + place] = answers[index] === true ? 1 : 0));
      }
      from += all.questions.length;
    }
  }
  return table;
}

/** The complete list of changed decisions. Both tables must be of this universe. */
export function* compare(all: Universe, before: Table, after: Table): Generator<ChangedCell> {
  if (before.length !== all.size || after.length !== all.size)
    throw new RangeError('these tables are not of this universe');
  for (let index = 0; index < all.size; index++) {
    if (before[index] !== after[index]) yield { index, ...all.cell(index), allowed: after[index] === 1 };
  }
}
