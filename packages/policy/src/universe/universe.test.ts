import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { loadBundle, type Bundle } from '../bundle.ts';
import type { AccountState, GrantSpec } from '../facts.ts';
import type { Permission } from '../generated.ts';
import { loadSlice } from '../slice.ts';
import { inState, member, owner } from '../testing/facts.ts';
import { mayByReference } from '../testing/reference.ts';
import { accountStates, askable, compare, decide, universe, type Cell, type Memo } from './index.ts';
import { resourcesOf } from './resources.ts';
import { subjectsOf } from './subjects.ts';
import { changedPolicies, changes, removePolicies, type Changes } from './testing/changed.ts';

const bundle = await loadBundle();
const newMemo = (): Memo => new Map();
afterAll(removePolicies);
const changed = async (change: Changes): Promise<Bundle> => loadBundle(await changedPolicies(change));

const whole = {
  services: { except: [] },
  domains: { except: [] },
  billing: true,
  support: true,
  admin: true,
};
const grantsOf = ({ subject }: Cell): GrantSpec[] =>
  subject.names.map((name) => ({
    ...(subject.kind === 'presets' ? { preset: name } : { permission: name }),
    ...whole,
  }));
const factsOf = (cell: Cell, state: AccountState) =>
  inState(cell.subject.kind === 'owner' ? owner() : member(grantsOf(cell)), state);

test('holds every set of presets, each permission and the owner, in each state, on each kind of resource', () => {
  const all = universe(bundle);
  expect(all.subjects).toHaveLength(2 ** bundle.presets.size + bundle.catalogue.permissions.size + 1);
  expect([...new Set(all.questions.map((question) => question.resource))].sort()).toEqual(
    [
      ...['services', 'services/x', 'domains', 'domains/x', 'billing', 'billing/x', 'admin'],
      ...['support', 'support/own', 'support/own/x', 'support/other/x'],
    ].sort(),
  );
  expect(all.size).toBe(all.subjects.length * accountStates.length * all.questions.length);
  const cells = [...all];
  expect(cells).toHaveLength(all.size);
  expect(new Set(cells.map((cell) => JSON.stringify(cell))).size).toBe(all.size);
  expect(cells[12_345]).toEqual(all.cell(12_345));
});

test('asks about a container that a pattern of either side singles out', () => {
  const pay = bundle.catalogue.permissions.get('billing:pay');
  if (!pay) throw new Error('no billing:pay');
  const permissions = new Map(bundle.catalogue.permissions).set('billing:pay', {
    ...pay,
    on: 'billing/special/**',
  });
  const narrowed = { ...bundle, catalogue: { ...bundle.catalogue, permissions } };
  const billing = (from: Bundle, to: Bundle) =>
    resourcesOf([from, to]).filter((resource) => resource.startsWith('billing'));
  expect(billing(bundle, bundle)).toEqual(['billing', 'billing/x']);
  expect(billing(bundle, narrowed).sort()).toEqual(['billing', 'billing/special', 'billing/x']);
  expect(billing(narrowed, bundle).sort()).toEqual(['billing', 'billing/special', 'billing/x']);
});

test('beyond ten presets asks the sets in use, each preset and each pair', () => {
  const preset = bundle.presets.get('auditor');
  if (!preset) throw new Error('no auditor');
  const names = Array.from({ length: 11 }, (_, index) => `preset-${index}`);
  const many = { ...bundle, presets: new Map(names.map((name) => [name, { ...preset, name }])) };
  const sets = subjectsOf([many], [['preset-9', 'preset-3', 'preset-1', 'gone']])
    .filter(({ kind }) => kind === 'presets')
    .map((subject) => subject.names);
  expect(sets).toHaveLength(1 + 11 + 55 + 1);
  expect(sets.at(-1)).toEqual(['preset-1', 'preset-3', 'preset-9']);
});

test('answers what the reference answers, every cell', { timeout: 30_000 }, async () => {
  const all = universe(bundle);
  const table = await decide(bundle, all);
  const wrong = [...all].filter((cell, index) => {
    const { permission, resource } = cell.question;
    return (table[index] === 1) !== mayByReference(factsOf(cell, cell.state), permission, resource);
  });
  expect(wrong).toEqual([]);
});

test('an area alone is answered as with all areas given at once', { timeout: 30_000 }, async () => {
  const all = universe(bundle);
  const table = await decide(bundle, all);
  await fc.assert(
    fc.asyncProperty(fc.nat({ max: all.size - 1 }), async (index) => {
      const cell = all.cell(index);
      const slice = await loadSlice(bundle, factsOf(cell, cell.state));
      const said = slice.can(cell.question.permission as Permission, cell.question.resource);
      expect(table[index] === 1).toBe(said);
    }),
    { numRuns: 300 },
  );
});

test('a bundle differs from itself nowhere, and shares its answers with an equal one', async () => {
  const [all, memo] = [universe(bundle), newMemo()];
  const table = await decide(bundle, all, memo);
  const asked = memo.size;
  expect([...compare(all, table, await decide(await loadBundle(), all, memo))]).toEqual([]);
  expect(memo.size).toBe(asked);
  expect(() => [...compare(all, table, table.slice(1))]).toThrow('not of this universe');
});

test('one row more for a preset changes exactly the sets that hold it and did not have it', async () => {
  const after = await changed(changes.auditorManages);
  const all = universe(bundle, after);
  const memo = newMemo();
  const found = [...compare(all, await decide(bundle, all, memo), await decide(after, all, memo))];
  const had = ['domain-manager', 'colleague', 'web-agency', 'full'];
  const sets = all.subjects.filter(
    ({ kind, names }) =>
      kind === 'presets' && names.includes('auditor') && !had.some((name) => names.includes(name)),
  );
  expect(found.map((cell) => [cell.subject, cell.state, cell.question.resource, cell.allowed])).toEqual(
    sets.flatMap((set) => ['domains', 'domains/x'].map((resource) => [set, 'active', resource, true])),
  );
  expect(found.every((cell) => cell.question.permission === 'domains:manage')).toBe(true);
});

test('a name that one side lacks is a deny there', async () => {
  const after = await changed(changes.transferRenamed);
  const all = universe(bundle, after);
  const found = [...compare(all, await decide(bundle, all), await decide(after, all))];
  const of = (permission: string) => found.filter((cell) => cell.question.permission === permission);
  expect(of('domains:transfer').some((cell) => cell.allowed)).toBe(false);
  expect(of('domains:release').every((cell) => cell.allowed)).toBe(true);
  expect(of('domains:transfer').length).toBe(of('domains:release').length);
  const owners = found.filter((cell) => cell.subject.kind === 'owner' && cell.state === 'active');
  expect(owners).toHaveLength(4);
  expect(askable(after, 'domains:transfer', 'domains/x')).toBe(false);
});
