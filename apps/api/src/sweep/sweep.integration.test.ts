import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createRouter } from '../router.ts';
import { overPort, type Answer } from './testing/ask.ts';
import { cellsOf, nameOf, succeeds, type Cell } from './testing/cells.ts';
import { changed, digest } from './testing/digest.ts';
import { people } from './testing/people.ts';
import { askAll, faultsIn, sharedWorlds, type Worlds } from './testing/run.ts';
import { openSweep, type Sweep } from './testing/sweep.ts';
import { table } from './testing/table.ts';

let sweep: Sweep;
let worlds: Worlds;
const all = cellsOf(table, people);
const cells = all.filter((cell) => !succeeds(cell));

beforeAll(async () => {
  sweep = await openSweep();
  worlds = await sharedWorlds(sweep, people);
});
afterAll(async () => {
  await sweep?.close();
  process.stdout.write(`sweep: ${all.length} cells, ${cells.length} of them change nothing\n`);
});

describe('the table', () => {
  it('has one line for each procedure of the router, and none besides', () => {
    const { procedures } = createRouter({ demo: true })._def;
    const types = Object.entries(procedures as object).map(
      ([path, { _def }]: [string, { _def: { type: string } }]) => `${path} ${_def.type}`,
    );
    const lines = Object.entries(table).map(([path, { type }]) => `${path} ${type}`);
    expect(lines.sort()).toEqual(types.sort());
  });

  it('has somebody for whom each procedure succeeds', () => {
    const succeeding = new Set(all.filter(({ code }) => code === 'OK').map(({ path }) => path));
    expect([...succeeding].sort()).toEqual(Object.keys(table).sort());
  });
});

const accounts = ['other account', 'unknown account', 'malformed account'];
const ids = ['foreign id', 'nonexistent id', 'malformed id', 'odd id'];

/** Cells of one person and procedure that must not be told apart, yet are. */
function toldApart(answers: readonly [Cell, Answer][]): string[] {
  const firsts = new Map<string, Answer>();
  return answers.flatMap(([cell, answer]) => {
    const group = [accounts, ids].find((targets) => targets.includes(cell.target));
    if (!group) return [];
    const key = `${cell.person.name} ${group[0]}`;
    const first = firsts.get(key) ?? answer;
    firsts.set(key, first);
    return first.body === answer.body ? [] : [`${nameOf(cell)}: not the same bytes as ${group[0]}`];
  });
}

describe('cells that change nothing', () => {
  it('get the exact code, in bytes that tell nothing apart, and leave every row as it was', async () => {
    const faults: string[] = [];
    let before = await digest(sweep.api.db.owner.em.fork());
    for (const path of Object.keys(table)) {
      const answers = await askAll(
        sweep,
        worlds,
        cells.filter((cell) => cell.path === path),
      );
      const after = await digest(sweep.api.db.owner.em.fork());
      faults.push(...faultsIn(answers), ...toldApart(answers));
      faults.push(...changed(before, after).map((name) => `${path}: rows of ${name} changed`));
      before = after;
    }
    expect(faults).toEqual([]);
  }, 400_000);

  it('get over a port what they get inside the process', async () => {
    const send = overPort(await sweep.api.app.listen({ host: '127.0.0.1', port: 0 }));
    const asked = cells.filter(({ path }) => path === 'domains.get' || path === 'domains.renew');
    expect(faultsIn(await askAll(sweep, worlds, asked, { send }))).toEqual([]);
  }, 60_000);
});
