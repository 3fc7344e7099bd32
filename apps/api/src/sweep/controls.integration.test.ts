import type { Bundle } from '@mandate/policy';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ask, faultOf } from './testing/ask.ts';
import { cellsOf, type Cell } from './testing/cells.ts';
import type { Line, Table } from './testing/line.ts';
import { decisiveIn } from './testing/oracle.ts';
import { holder, holderOf, owner, presetNames } from './testing/people.ts';
import { changedPolicies, without, withoutRows } from './testing/policies.ts';
import { askAll, faultsIn, sharedWorlds } from './testing/run.ts';
import { openSweep, type Sweep } from './testing/sweep.ts';
import { table } from './testing/table.ts';

// The sweep is worth what it finds: each of these faults must turn it red.

let sweep: Sweep;
beforeAll(async () => {
  sweep = await openSweep();
});
afterAll(() => sweep?.close());

async function underBundle<T>(bundle: Bundle, work: () => Promise<T>): Promise<T> {
  const { services } = sweep.api;
  const shipped = services.bundle();
  services.bundle = () => bundle;
  try {
    return await work();
  } finally {
    services.bundle = () => shipped;
  }
}

const only = (lines: Table, paths: readonly string[]): Table =>
  Object.fromEntries(paths.map((path) => [path, lines[path]!]));

describe('two procedures with each other’s permission', () => {
  it.each([
    ['domains.setNameservers', 'domains.setTransferLock'],
    ['services.restart', 'services.resetPassword'],
    ['billing.acceptQuote', 'billing.removeMethod'],
    ['support.get', 'support.close'],
    ['members.suspend', 'members.resume'],
    ['profile.get', 'activity.list'],
  ])('%s and %s: red, each of them', async (a, b) => {
    const given = (path: string, from: string): Line => ({ ...table[path]!, asks: table[from]!.asks });
    const swapped = { [a]: given(a, b), [b]: given(b, a) };
    const people = [holder(table[a]!.asks!), holder(table[b]!.asks!)];
    for (const path of [a, b]) {
      const faults = async (lines: Table) => {
        const cells = cellsOf(only(lines, [path]), people).filter(({ target }) => target === 'own');
        return faultsIn(await askAll(sweep, await sharedWorlds(sweep, people), cells));
      };
      expect(await faults(table)).toEqual([]);
      expect(await faults(swapped)).not.toEqual([]);
    }
  });
});

const ownCells = (asks: string, preset: string): Cell[] =>
  cellsOf(table, [holderOf(preset), holderOf(preset, 'all')]).filter(
    ({ line, code, target }) => line.asks === asks && code === 'OK' && target.startsWith('own'),
  );

const rowsOf = (preset: string): string[] =>
  preset === 'full'
    ? ['services:order', 'services:cancel', 'domains:order', 'domains:transfer', 'admin:users']
    : decisiveIn(preset);

async function firstFault(cells: readonly Cell[]): Promise<string | null> {
  for (const cell of cells) {
    const fault = faultOf(cell, await ask(sweep, cell, await sweep.world(cell.person)));
    if (fault) return fault;
  }
  return null;
}

describe('one row less in a preset’s file', () => {
  it.each(presetNames)('%s: red, whichever row that decides something', async (preset) => {
    for (const permission of rowsOf(preset)) {
      const bundle = await changedPolicies(`presets/${preset}.csv`, without(permission));
      const cells = ownCells(permission, preset);
      expect(await underBundle(bundle, () => firstFault(cells)), permission).not.toBeNull();
    }
  });
});

describe('the owner without rows', () => {
  it('is refused everywhere', async () => {
    const bundle = await changedPolicies('owner.csv', withoutRows);
    const cells = cellsOf(table, [owner])
      .filter(({ line, target }) => line.kind === 'account' && !target.endsWith(' account'))
      .map((cell) => ({ ...cell, code: 'PERMISSION_MISSING' }));
    const worlds = await sharedWorlds(sweep, [owner]);
    expect(await underBundle(bundle, async () => faultsIn(await askAll(sweep, worlds, cells)))).toEqual([]);
  });
});
