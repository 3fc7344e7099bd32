import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createRouter } from '../router.ts';
import { ask, faultOf, overPort, type Answer } from './testing/ask.ts';
import { cellsOf, nameOf, succeeds, type Cell } from './testing/cells.ts';
import { digest, rowsWhere } from './testing/digest.ts';
import { people, type Person } from './testing/people.ts';
import { inParallel, openSweep, type Sweep } from './testing/sweep.ts';
import { table } from './testing/table.ts';
import type { World } from './testing/world.ts';

let sweep: Sweep;
const worlds = new Map<Person, World>();
const em = () => sweep.api.db.owner.em.fork();
const cells = cellsOf(table, people);

beforeAll(async () => {
  sweep = await openSweep();
  const made = await inParallel(people, (person) => sweep.world(person), 4);
  for (const world of made) worlds.set(world.person, world);
});
afterAll(() => sweep?.close());

it('has one line for each procedure of the router, and none besides', () => {
  const procedures = createRouter({ demo: true })._def.procedures as Record<string, { _def: { type: string } }>;
  const types = Object.entries(procedures).map(([path, { _def }]) => `${path} ${_def.type}`);
  expect(Object.entries(table).map(([path, { type }]) => `${path} ${type}`).sort()).toEqual(types.sort());
});

it('has a succeeding cell for every procedure', () => {
  const succeeding = new Set(cells.filter(({ code }) => code === 'OK').map(({ path }) => path));
  expect([...succeeding].sort()).toEqual(Object.keys(table).sort());
});

const accountless = ['other account', 'unknown account', 'malformed account'];
const elsewhere = ['foreign id', 'nonexistent id', 'malformed id', 'odd id'];

/** Cells of one person and procedure that must not be told apart, yet are. */
function toldApart(answers: [Cell, Answer][]): string[] {
  const seen = new Map<string, [Cell, Answer]>();
  const faults: string[] = [];
  for (const [cell, answer] of answers) {
    const group = [accountless, elsewhere].find((targets) => targets.includes(cell.target));
    if (!group || cell.line.kind === 'user' || cell.line.kind === 'public') continue;
    const key = `${cell.person.name} ${group[0]}`;
    const [first, before] = seen.get(key) ?? [cell, answer];
    seen.set(key, [first, before]);
    if (before.body !== answer.body) faults.push(`${nameOf(cell)}: not the bytes of ${first.target}`);
  }
  return faults;
}

describe('what does not change anything', () => {
  it('answers with the exact code, in bytes that tell nothing apart, and changes no row', async () => {
    const faults: string[] = [];
    let before = await digest(em());
    for (const path of Object.keys(table)) {
      const asked = cells.filter((cell) => cell.path === path && !succeeds(cell));
      const answers = await inParallel(asked, async (cell): Promise<[Cell, Answer]> => [
        cell,
        await ask(sweep, cell, worlds.get(cell.person)!),
      ]);
      faults.push(...answers.flatMap(([cell, answer]) => faultOf(cell, answer) ?? []), ...toldApart(answers));
      const after = await digest(em());
      const changed = Object.keys(after).filter((name) => after[name] !== before[name]);
      if (changed.length > 0) faults.push(`${path}: rows of ${changed.join(', ')} changed`);
      before = after;
    }
    expect(faults).toEqual([]);
  }, 300_000);
});

describe('what succeeds', () => {
  it('changes its row, each in a world of its own', async () => {
    const faults = await inParallel(cells.filter(succeeds), async (cell) => {
      const world = await sweep.world(cell.person);
      const [name, column, id] = cell.line.changes!;
      const rows = () => rowsWhere(em(), name, column, world.ids[id]);
      const before = await rows();
      const fault = faultOf(cell, await ask(sweep, cell, world));
      if (fault) return fault;
      return (await rows()) === before ? `${nameOf(cell)}: no row of ${name} changed` : null;
    });
    expect(faults.filter((fault) => fault !== null)).toEqual([]);
  }, 300_000);
});

it('answers over a port what it answers inside the process', async () => {
  const send = overPort(await sweep.api.app.listen({ host: '127.0.0.1', port: 0 }));
  const asked = cells.filter(
    (cell) => ['domains.get', 'domains.saveRecord'].includes(cell.path) && !succeeds(cell),
  );
  const faults = await inParallel(asked, async (cell) =>
    faultOf(cell, await ask(sweep, cell, worlds.get(cell.person)!, {}, send)),
  );
  expect(faults.filter((fault) => fault !== null)).toEqual([]);
}, 60_000);

afterAll(() => {
  const changing = cells.filter(succeeds).length;
  process.stdout.write(`sweep: ${cells.length} cells, ${changing} of them in a world of their own\n`);
});
