import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Twist } from './testing/ask.ts';
import { cellsOf, succeeds, type Cell } from './testing/cells.ts';
import { changed, digest } from './testing/digest.ts';
import { expected } from './testing/oracle.ts';
import {
  holder,
  holderOf,
  outsider,
  owner,
  removed,
  suspended,
  withoutRights,
  type State,
} from './testing/people.ts';
import { askAll, faultsIn, sharedWorlds, succeedAll, type Worlds } from './testing/run.ts';
import { openSweep, type Sweep } from './testing/sweep.ts';
import { table } from './testing/table.ts';

let sweep: Sweep;
let worlds: Worlds;
const people = [
  ...[owner, outsider, removed, suspended, withoutRights],
  ...[holder('services:view', 'this'), holderOf('full')],
];
const cells = cellsOf(table, people);
const ofMembers = ({ line }: Cell): boolean => line.kind === 'account' || line.kind === 'member';

beforeAll(async () => {
  sweep = await openSweep();
  worlds = await sharedWorlds(sweep, people);
});
afterAll(() => sweep?.close());

async function unchanged(asked: readonly Cell[], twist: Twist): Promise<string[]> {
  const before = await digest(sweep.api.db.owner.em.fork());
  const faults = faultsIn(await askAll(sweep, worlds, asked, { twist }));
  const after = await digest(sweep.api.db.owner.em.fork());
  return [...faults, ...changed(before, after).map((name) => `rows of ${name} changed`)];
}

describe('bad input', () => {
  it('is answered last: what S11 says before it comes first', async () => {
    const asked = cells
      .filter((cell) => !cell.line.bare && cell.line.kind !== 'public')
      .filter(({ target }) => ['own', 'nonexistent id', 'other account'].includes(target))
      // a user's own procedures name nothing that S11 looks up before the input
      .filter((cell) => ofMembers(cell) || cell.target === 'own')
      .filter(({ line, person }) => line.kind !== 'user' || !line.refuses?.[person.kind])
      .filter(({ line, person }) => line.kind !== 'member' || !line.refuses?.[person.kind])
      .map((cell) => ({ ...cell, code: cell.code === 'OK' ? 'BAD_INPUT' : cell.code }));
    expect(await unchanged(asked, { input: { surplus: true } })).toEqual([]);
  }, 120_000);
});

describe('a form of another person, of another account, or of nobody', () => {
  const asked = cells
    .filter(({ line, target }) => line.type === 'mutation' && line.kind !== 'public' && target === 'own')
    .map((cell) => ({ ...cell, code: 'STALE_PAGE' }));

  it.each([
    ['no header', null],
    ['somebody else', `usr_${'0'.repeat(20)}/-`],
    ['nonsense', '-'],
  ])('%s: is stale, whoever sends it, and changes nothing', async (_what, shown) => {
    expect(await unchanged(asked, { shown })).toEqual([]);
  });

  it('the right person, another account: is stale and changes nothing', async () => {
    const mine = asked.filter(({ person }) => person === owner);
    const shown = `${worlds.get(owner)!.ids.person}/${sweep.otto.ids.account}`;
    expect(await unchanged(mine, { shown })).toEqual([]);
  });
});

describe('guardrails', () => {
  const in_ = (state: State): Cell[] =>
    cells
      .filter((cell) => ofMembers(cell) && cell.target === 'own')
      .map((cell) => ({ ...cell, code: expected(cell.line, cell.person, cell.target, state) }));

  it.each(['suspended', 'closed'] as const)(
    'a %s account lets through what S9 says, the owner too',
    async (state) => {
      const asked = in_(state);
      const shared = await sharedWorlds(sweep, people, state);
      const refused = asked.filter((cell) => !succeeds(cell));
      expect(faultsIn(await askAll(sweep, shared, refused))).toEqual([]);
      expect(await succeedAll(sweep, asked.filter(succeeds), state)).toEqual([]);
    },
    120_000,
  );
});
