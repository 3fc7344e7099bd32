import { Domain } from '@mandate/db';
import { testDatabase, type TestDatabase } from '@mandate/db/testing';
import { mkdtemp, cp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ownPolicies } from '../../../../packages/policy/src/files.ts';
import { run as policy } from '../../../../packages/policy/src/cli/program.ts';
import { run } from './program.ts';

let db: TestDatabase;
let folder: string;
beforeAll(async () => {
  db = await testDatabase();
  folder = await mkdtemp(join(tmpdir(), 'mandate-population-'));
});
afterAll(async () => {
  await db?.close();
  await rm(folder, { recursive: true });
});

async function mandate(...argv: string[]) {
  let [out, err] = ['', ''];
  const code = await run(argv, {
    out: (text) => void (out += text),
    err: (text) => void (err += text),
    settings: () => ({
      ...{ appUrl: 'unused', reportUrl: db.reportUrl, mailKey: '', origin: '', policiesDir: undefined },
    }),
  });
  return { code, out, err };
}

/** `mandate-policy diff` between the shipped files and ones whose auditors manage domains. */
async function diff(population: string) {
  await cp(ownPolicies, folder, { recursive: true });
  const auditor = join(folder, 'presets/auditor.csv');
  const rows = await readFile(join(ownPolicies, 'presets/auditor.csv'), 'utf8');
  await writeFile(auditor, `${rows}p, role:auditor, *, domains/**, manage, allow\n`);
  let [out, err] = ['', ''];
  const code = await policy(['diff', ownPolicies, folder, '--population', '-', '--json', '--list'], {
    ...{ out: (text) => void (out += text), err: (text) => void (err += text) },
    ...{ tty: false, cwd: folder, stdin: stream(population) },
  });
  return { code, err, found: JSON.parse(out) as Found };
}

async function* stream(text: string): AsyncIterable<string> {
  yield await Promise.resolve(text);
}

interface Found {
  people: { user: { name: string }; account: { id: string }; changes: object[]; later: object[] }[];
  population: { memberships: number; impacts: object[] };
}

test('the population of a database tells which live people a change of policy files meets', async () => {
  const { make } = db;
  const people = await Promise.all(
    ['Olivia', 'Ada', 'Bea', 'Cem', 'Dan', 'Eve', 'Fay'].map((name) => make.user({ name })),
  );
  const [olivia, ada, bea, cem, dan, eve, fay] = people.map(({ id }) => id) as [string, ...string[]];
  const [acme, other] = [await make.account(olivia, { name: 'Acme' }), await make.account(olivia)];
  const suspended = await make.account(olivia, { state: 'suspended' });
  const [shop, gone] = [await make.domain(acme.id, { name: 'shop.example' }), await make.domain(acme.id)];
  const audits = { preset: 'auditor', domains: { only: [shop.id] } };
  const later = new Date(Date.now() + 86_400_000);
  await make.member(acme.id, ada!, [audits]);
  await make.member(other.id, ada!, [{ preset: 'auditor', domains: { except: [] } }]);
  await make.member(acme.id, bea!, [audits, { preset: 'domain-manager', domains: { only: [shop.id] } }]);
  await make.member(acme.id, cem!, [audits], { suspendedAt: new Date(), suspendedBy: olivia });
  await make.member(acme.id, dan!, [{ ...audits, start: later }]);
  await make.member(acme.id, eve!, [{ preset: 'auditor', domains: { only: [gone.id] } }]);
  await make.member(suspended.id, fay!, [{ preset: 'auditor', domains: { except: [] } }]);
  await db.owner.em.fork().nativeDelete(Domain, { id: gone.id });

  const { code, out, err } = await mandate('population');
  expect([code, err]).toEqual([0, '10 memberships of 3 accounts\n']);
  expect(out).not.toContain('@');
  const lines = out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
  expect(lines.find((line) => JSON.stringify(line.user)?.includes('Ada'))).toMatchObject({
    account: { id: acme.id, name: 'Acme', state: 'active' },
    names: { [shop.id]: 'shop.example' },
    grants: [{ preset: 'auditor', domains: { only: [shop.id] }, services: null, end: null }],
  });
  expect(lines.at(-1)).toEqual({ end: { accounts: 3, people: 10 } });

  const { found, ...ran } = await diff(out);
  expect(ran).toEqual({ code: 1, err: '10 memberships read\n' });
  const gains = { permission: 'domains:manage', change: 'gained' };
  expect(
    found.people.map(({ user, account, changes, later: coming }) => [user.name, account.id, changes, coming]),
  ).toEqual(
    expect.arrayContaining([
      ['Ada', acme.id, [{ ...gains, on: [shop.id], others: false }], []],
      ['Ada', other.id, [{ ...gains, on: [], others: true }], []],
      ['Dan', acme.id, [], [{ ...gains, on: [shop.id], others: false, from: expect.any(String) as string }]],
    ]),
  );
  expect(found.people).toHaveLength(3);
  const none = { people: 0, accounts: 0 };
  expect(found.population.impacts).toEqual([
    {
      permission: 'domains:manage',
      lost: none,
      gained: { people: 1, accounts: 2 },
      later: { lost: none, gained: { people: 1, accounts: 1 } },
    },
  ]);
  expect((await mandate('population', '--emails')).out).toContain('@people.example');
});
