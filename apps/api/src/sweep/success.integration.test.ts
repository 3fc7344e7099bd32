import { afterAll, beforeAll, expect, it } from 'vitest';
import { cellsOf, succeeds } from './testing/cells.ts';
import { owner, people } from './testing/people.ts';
import { succeedAll } from './testing/run.ts';
import { openSweep, type Sweep } from './testing/sweep.ts';
import { table } from './testing/table.ts';

let sweep: Sweep;
const cells = cellsOf(table, people).filter(succeeds);

beforeAll(async () => {
  sweep = await openSweep();
});
afterAll(() => sweep?.close());

it('has a cell in which each mutation succeeds, the owner’s among them', () => {
  const mutations = Object.entries(table).filter(([, { type }]) => type === 'mutation');
  const succeeding = new Set(cells.map(({ path }) => path));
  expect([...succeeding].sort()).toEqual(mutations.map(([path]) => path).sort());
  const owners = new Set(cells.filter(({ person }) => person === owner).map(({ path }) => path));
  const others = mutations.filter(([, { kind }]) => kind === 'account').filter(([path]) => !owners.has(path));
  expect(others).toEqual([]);
});

it('changes the row that the table names, each in a world of its own', async () => {
  expect(await succeedAll(sweep, cells)).toEqual([]);
  process.stdout.write(`sweep: ${cells.length} cells succeeded and changed their row\n`);
}, 300_000);
