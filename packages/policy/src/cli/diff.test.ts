import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { loadBundle } from '../bundle.ts';
import { ownPolicies } from '../files.ts';
import { generatePeople } from '../population/testing/generate.ts';
import { changedPolicies, changes, removePolicies } from '../universe/testing/changed.ts';
import type { Io } from './io.ts';
import { run } from './program.ts';
import { keepingIo, lines } from './testing/io.ts';

const same = await changedPolicies({});
const manages = await changedPolicies(changes.auditorManages);
const much = await changedPolicies(changes.much);
afterAll(removePolicies);

async function diff(argv: readonly string[], change: Partial<Io> = {}) {
  const io = keepingIo(change);
  const code = await run(['diff', ...argv], io);
  return { code, ...io.written };
}

test('the same files: nothing changes, exit 0', async () => {
  const { code, out } = await diff([ownPolicies, same]);
  expect(code).toBe(0);
  expect(out).toMatch(/^0 of \d\d,\d{3} decisions change: 0 gained, 0 lost\n$/);
});

test('says who gains what where, exit 1', async () => {
  const { code, out } = await diff([same, manages]);
  expect(code).toBe(1);
  expect(out).toBe(`domains:manage
  gained by auditor, alone or with other presets, unless with domain-manager, colleague, web-agency, full (8 sets)
    on domains, domains/*; active accounts

16 of 37,092 decisions change: 16 gained, 0 lost
`);
});

interface Printed {
  gained: number;
  lost: number;
  groups: { permission: string; change: string; cells: number }[];
  changes: { subject: { kind: string }; before: boolean; after: boolean; state: string }[];
  people: {
    user: { id: string };
    account: { id: string };
    changes: { permission: string; change: string }[];
  }[];
  population: {
    memberships: number;
    impacts: { permission: string; lost: Counted; gained: Counted }[];
    unknownNames: object;
  };
}
interface Counted {
  people: number;
  accounts: number;
}
const parsed = (text: string) => JSON.parse(text) as Printed;

test('--json gives every cell, and groups that add up to them', async () => {
  const { out } = await diff([same, much, '--json']);
  const { gained, lost, groups, changes: cells } = parsed(out);
  expect(cells).toHaveLength(gained + lost);
  expect(cells.filter((cell) => cell.after && !cell.before)).toHaveLength(gained);
  expect(groups.reduce((sum, group) => sum + group.cells, 0)).toBe(cells.length);
  expect(new Set(groups.map((group) => `${group.change} ${group.permission}`)).size).toBe(groups.length);
});

test('compares revisions of the folder in its repository', async () => {
  const folder = await changedPolicies({});
  const git = (...args: string[]) =>
    execFileSync('git', ['-C', folder, '-c', 'user.name=Olivia', '-c', 'user.email=o@acme.example', ...args]);
  git('init', '-q', '-b', 'main');
  git('add', '.');
  git('commit', '-q', '-m', 'First');
  writeFileSync(join(folder, 'presets/full.csv'), 'p, role:full, *, domains/**, transfer\n');
  git('commit', '-q', '-a', '-m', 'Broken');
  expect(await diff(['HEAD~1', folder + '/no', '--policies', folder])).toMatchObject({ code: 2 });
  expect(await diff(['HEAD~1', 'main', '--policies', folder])).toMatchObject({
    code: 2,
    err: expect.stringContaining('the policy files of main do not load:\npresets/full.csv:1:') as string,
  });
  expect(await diff(['HEAD~1', manages, '--policies', folder])).toMatchObject({ code: 1 });
  expect(await diff(['HEAD~1', same, '--policies', folder])).toMatchObject({ code: 0 });
  expect(await diff(['--policies', folder, '--', '--output=/dev/null', 'main'])).toMatchObject({
    code: 2,
    err: `error: --output=/dev/null is neither a folder nor a git revision of ${folder}\n`,
  });
});

const person = (id: string, change: object = {}) => ({
  account: { id: 'acc_acme', name: 'Acme', state: 'active' },
  user: { id, name: id === 'usr_dora' ? 'Dora' : 'Nils' },
  owner: false,
  member: { suspended: false },
  grants: [{ preset: 'auditor', domains: { only: ['dom_1', 'dom_2'] } }],
  names: { dom_1: 'acme.example' },
  ...change,
});
const text = (...list: object[]) => list.map((line) => `${JSON.stringify(line)}\n`).join('');

test('joins the change with live people from stdin, and lists them', async () => {
  const people = text(person('usr_dora'), person('usr_nils', { grants: [] }), {
    end: { accounts: 0, people: 2 },
  });
  const at = ['--at', '2026-12-01T00:00:00Z'];
  const { code, out, err } = await diff([same, manages, '--population', '-', '--list', ...at], {
    stdin: lines(people),
  });
  expect(code).toBe(1);
  expect(out.split('\n')[0]).toBe(
    'Dora (usr_dora) in Acme (acc_acme): gains domains:manage on acme.example, dom_2',
  );
  expect(out).toContain(
    '\nOf 2 memberships at 2026-12-01T00:00:00.000Z:\n1 person in 1 account gains domains:manage; 0 lose\n',
  );
  expect(err).toBe('2 memberships read\n');
  const nobody = await diff([same, manages, '--population', '-'], { stdin: lines('') });
  expect(nobody.out).toContain('0 lose domains:manage; 0 gain\n');
  expect(nobody.err).toContain('may have been cut off');
});

test('counts what it lists, over many people', { timeout: 30_000 }, async () => {
  const file = join(await changedPolicies({}), 'people.ndjson');
  const at = new Date('2026-12-01T00:00:00Z');
  writeFileSync(file, [...generatePeople(await loadBundle(), 5_000, at)].join(''));
  const options = ['--population', file, '--at', at.toISOString(), '--json', '--list'];
  const { people, population } = parsed((await diff([same, much, ...options])).out);
  expect(population.memberships).toBe(5_000);
  expect(population.impacts.length).toBeGreaterThan(3);
  for (const { permission, ...counts } of population.impacts) {
    for (const change of ['lost', 'gained'] as const) {
      const met = people.filter((one) =>
        one.changes.some((each) => each.permission === permission && each.change === change),
      );
      expect(counts[change]).toEqual({
        people: new Set(met.map((one) => one.user.id)).size,
        accounts: new Set(met.map((one) => one.account.id)).size,
      });
    }
  }
});

test.each([
  [['--population', '/no/such/file'], 'the population /no/such/file cannot be read'],
  [['--population', '-'], 'the population -, line 1: is not JSON'],
  [['--list'], '--list and --at are about people'],
  [['--population', '-', '--at', 'tomorrow'], '--at tomorrow is not a date with time and zone'],
])('%j: exit 2, told on stderr', async (options, message) => {
  const { code, err } = await diff([same, manages, ...options], { stdin: lines('nobody\n') });
  expect(code).toBe(2);
  expect(err).toContain(message);
  // what reads the data meets nothing, or a document that says that it is not complete
  const listed = ['--json', ...(options.includes('--population') ? ['--list'] : [])];
  const { out } = await diff([same, manages, ...options, ...listed], {
    stdin: lines(`${text(person('usr_dora'))}nobody\n`),
  });
  if (out !== '') expect(JSON.parse(out)).toHaveProperty('complete', false);
});
