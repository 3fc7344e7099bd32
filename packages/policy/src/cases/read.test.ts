import { afterAll, expect, test } from 'vitest';
import { loadBundle } from '../bundle.ts';
import { Faults, PolicyFilesError, faultLine } from '../faults.ts';
import type { CaseFile } from './case.ts';
import { readCaseFile, readCases } from './read.ts';
import { policiesWithCases, removeFolders } from './testing/folder.ts';

const bundle = await loadBundle();
afterAll(removeFolders);

function read(text: string): { file: CaseFile; said: string } {
  const faults = new Faults();
  const file = readCaseFile(bundle, 'cases/some.yaml', text, faults);
  return { file, said: faults.list.map(faultLine).join('\n') };
}

const people = `things: { acme.example: domains/dom_acme }
people:
  Dora:
    - { preset: domain-manager, domains: { only: [acme.example] } }
`;
const oneCase = (change: Record<string, string>) => {
  const entry = {
    who: 'Dora',
    action: 'domains:view',
    resource: 'acme.example',
    expected: 'allowed',
    why: 'Hers.',
  };
  const lines = Object.entries({ ...entry, ...change }).map(([key, value]) => `${key}: ${value}`);
  return `${people}cases:\n  - ${lines.filter((line) => !line.endsWith(': -')).join('\n    ')}\n`;
};

test.each([
  [oneCase({ who: 'Dorra' }), 'cases/some.yaml:6:5: nobody is called Dorra; did you mean Dora?'],
  [oneCase({ who: '-' }), 'who is missing; write owner or one of people'],
  [
    oneCase({ action: 'domains:veiw' }),
    'some.yaml:7:5: unknown permission domains:veiw; did you mean domains:view?',
  ],
  [oneCase({ action: '-' }), 'unknown permission missing'],
  [
    oneCase({ resource: 'acme.exmaple' }),
    'some.yaml:8:5: no resource is called acme.exmaple; did you mean acme.example?',
  ],
  [oneCase({ resource: 'domains/DOM' }), 'no resource is called domains/DOM'],
  [oneCase({ resource: 'billing' }), 'domains:view does not apply to billing; it applies to domains/**'],
  [oneCase({ expected: 'alowed' }), 'some.yaml:9:5: expected is alowed; did you mean allowed?'],
  [oneCase({ expected: '-' }), 'expected is missing; known are allowed, refused'],
  [oneCase({ why: '-' }), 'why is missing; say in one sentence why it has to be so'],
  [oneCase({ account: 'frozen' }), 'account is frozen; known are active, suspended, closed'],
  [oneCase({ member: 'gone' }), 'member is gone; known are active, suspended, removed, left, expired'],
  [oneCase({ at: 'yesterday' }), 'yesterday is no instant; write it like 2026-11-22T12:00:00Z'],
  [oneCase({ ressource: 'acme.example' }), 'unknown key ressource; did you mean resource?'],
  [
    `${oneCase({})}  - { who: Dora, action: domains:view, resource: acme.example, expected: refused, why: No. }\n`,
    'some.yaml:11:1: the same is asked at cases/some.yaml:6; remove one of the two',
  ],
  ['people: { owner: [] }', 'owner is there already, with every right; leave it out'],
  ['people: { A: [{ preset: techncian }] }', 'unknown preset techncian; did you mean technician?'],
  [
    'people: { A: [{ permission: domains:mange }] }',
    'unknown permission domains:mange; did you mean domains:manage?',
  ],
  [
    'people: { A: [{ preset: full, permission: admin:users }] }',
    'a grant is of one preset or of one permission',
  ],
  ['people: { A: [{ preset: full, domains: some }] }', 'some is no scope; write all, { only: [one] } or'],
  [
    'people: { A: [{ preset: full, domains: { only: [acme.example] } }] }',
    'no domains are called acme.example',
  ],
  ['people: { A: [{ preset: full, billing: yess }] }', 'is neither true nor false'],
  ['people: { A: [{ preset: full, domain: all }] }', 'unknown key domain; did you mean domains?'],
  ['people: { A: [{ preset: full, end: 2026-12-06 }] }', '2026-12-06 is no instant'],
  ['people: { A: { preset: full } }', 'people.A is no list; write entries that begin with -'],
  ['things: { a/b: domains/dom_a }', 'a/b looks like an address; leave out the /'],
  [`${people}lists:\n  - { who: Dora, expected: [], why: All. }\n`, 'lists.0.expected is no mapping'],
  [
    `${people}lists:\n  - { action: domains:view, expected: [], why: All. }\n`,
    'a list leaves out one of who, action and resource, this one who, resource',
  ],
  [
    `${people}lists:\n  - { who: Dora, action: domains:view, why: All. }\n`,
    'expected is missing; write all, none',
  ],
  [
    `${people}lists:\n  - { action: domains:view, resource: acme.example, expected: [Dorra], why: All. }\n`,
    'nobody is called Dorra; did you mean Dora?',
  ],
  [
    `${people}lists:\n  - { who: Dora, resource: acme.example, expected: [domains:veiw], why: All. }\n`,
    'unknown permission domains:veiw; did you mean domains:view?',
  ],
  [
    `${people}giving:\n  - { who: Dora, gives: { permission: domains:view, domains: all }, expected: live, why: So. }\n`,
    'giving is asked about presets',
  ],
  [
    `${people}giving:\n  - { who: Dora, gives: { preset: full, everywhere: true }, expected: alive, why: So. }\n`,
    'expected is alive; did you mean live?',
  ],
  ['lists: all', 'lists is no list; write entries that begin with -'],
  ['case: []', 'unknown key case; did you mean cases?'],
  ['cases: [', 'cases/some.yaml:1:'],
])('a case file is refused with place and suggestion (%#)', (text, message) => {
  expect(read(text).said).toContain(message);
});

test('every fault is told at once, and a stray file is one', async () => {
  const dir = await policiesWithCases({
    'some.yaml': `${oneCase({ who: 'Dorra', expected: 'alowed' })}`,
    'notes.txt': 'to do',
  });
  const failure = await readCases(bundle, dir).catch((error: unknown) => error);
  const message = failure instanceof PolicyFilesError ? failure.message.split('\n') : [];
  expect(message).toHaveLength(3);
  expect(message[0]).toBe('cases/notes.txt:1:1: only .yaml files belong into cases/; move it elsewhere');
});

test('people, things, dates and lists are read as they are meant', () => {
  const { file, said } = read(`now: 2026-01-01T00:00:00Z
things: { acme.example: domains/dom_acme }
people:
  Dora: [{ preset: auditor, everywhere: true, end: 2026-02-01T00:00:00Z }]
cases:
  - who: Dora
    action: [domains:view, domains:manage]
    resource: acme.example
    expected: allowed
    at: 2026-03-01T00:00:00Z
    why: Two questions at once.
lists:
  - { who: Dora, action: domains:view, expected: { except: [acme.example] }, why: So. }
`);
  expect(said).toBe('');
  expect(file.people.get('Dora')).toEqual([
    {
      preset: 'auditor',
      services: { except: [] },
      domains: { except: [] },
      billing: true,
      support: true,
      admin: true,
      end: new Date('2026-02-01T00:00:00Z'),
    },
  ]);
  expect(file.cases.map(({ kind, line, at }) => [kind, line, at.getUTCMonth()])).toEqual([
    ['may', 6, 2],
    ['may', 6, 2],
    ['where', 13, 0],
  ]);
  expect(file.cases[2]).toMatchObject({ expected: { except: ['dom_acme'] } });
});
