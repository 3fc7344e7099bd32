import { ask, faultOf, type Answer, type Send, type Twist } from './ask.ts';
import { nameOf, type Cell } from './cells.ts';
import { rowsWhere } from './digest.ts';
import type { Person, State } from './people.ts';
import { inParallel, type Sweep } from './sweep.ts';
import type { World } from './world.ts';

export type Worlds = ReadonlyMap<Person, World>;

/** One world a person, for cells that change nothing. */
export async function sharedWorlds(sweep: Sweep, people: readonly Person[], state?: State): Promise<Worlds> {
  const made = await inParallel(people, (person) => sweep.world(person, state), 4);
  return new Map(made.map((world) => [world.person, world]));
}

/** Thousands of refusals are thrown here, and nobody reads where. */
async function withoutStacks<T>(work: () => Promise<T>): Promise<T> {
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 0;
  try {
    return await work();
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
}

export const askAll = (
  sweep: Sweep,
  worlds: Worlds,
  cells: readonly Cell[],
  options: { twist?: Twist; send?: Send } = {},
): Promise<[Cell, Answer][]> =>
  withoutStacks(() =>
    inParallel(cells, async (cell) => [
      cell,
      await ask(sweep, cell, worlds.get(cell.person)!, options.twist, options.send),
    ]),
  );

export const faultsIn = (answers: readonly [Cell, Answer][]): string[] =>
  answers.flatMap(([cell, answer]) => faultOf(cell, answer) ?? []);

/** Asks a cell that must succeed, in a world of its own, and looks whether its row differs. */
async function succeedOne(sweep: Sweep, cell: Cell, state?: State): Promise<string[]> {
  const world = await sweep.world(cell.person, state);
  const [name, column, id] = cell.line.changes!;
  const rows = () => rowsWhere(sweep.api.db.owner.em.fork(), name, column, world.ids[id]);
  await cell.line.first?.(sweep.api.db.owner.em.fork(), world.ids);
  const before = await rows();
  const fault = faultOf(cell, await ask(sweep, cell, world));
  if (fault) return [fault];
  return (await rows()) === before ? [`${nameOf(cell)}: no row of ${name} changed`] : [];
}

export const succeedAll = async (sweep: Sweep, cells: readonly Cell[], state?: State): Promise<string[]> =>
  (await inParallel(cells, (cell) => succeedOne(sweep, cell, state), 8)).flat();
