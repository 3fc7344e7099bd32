import { expect, test } from 'vitest';
import { factsOf, readPopulation, type PopulationLine } from './read.ts';

const account = { id: 'acc_acme', name: 'Acme', state: 'active' };
const person = {
  account,
  user: { id: 'usr_dora', name: 'Dora' },
  owner: false,
  member: { suspended: false, start: null, end: '2027-01-01T00:00:00+01:00' },
  grants: [
    { id: 'gra_1', preset: 'domain-manager', domains: { only: ['dom_acme'] }, support: true, admin: false },
  ],
  names: { dom_acme: 'acme.example' },
};

async function* chunks(...parts: (string | Uint8Array)[]) {
  for (const part of parts) yield await Promise.resolve(part);
}

async function read(...parts: (string | Uint8Array)[]): Promise<PopulationLine[]> {
  const lines: PopulationLine[] = [];
  for await (const group of readPopulation(chunks(...parts))) lines.push(...group);
  return lines;
}

const text = (...lines: unknown[]) => lines.map((line) => `${JSON.stringify(line)}\n`).join('');

test('reads people, names of accounts and the end, wherever the stream is cut', async () => {
  const all = text({ account, names: { svc_1: 'wéb-01' } }, person, { end: { accounts: 1, people: 1 } });
  const bytes = Buffer.from(`\n${all}`);
  for (let cut = 0; cut <= bytes.length; cut += 7) {
    const [names, dora, end] = await read(bytes.subarray(0, cut), bytes.subarray(cut));
    expect([names?.kind, dora?.kind, end?.kind]).toEqual(['account', 'person', 'end']);
    expect(names?.kind === 'account' && names.names.get('svc_1')).toBe('wéb-01');
    expect(dora?.line).toBe(3);
    expect(dora?.kind === 'person' && factsOf(dora, new Date(0))).toEqual({
      userId: 'usr_dora',
      account: { id: 'acc_acme', state: 'active', epoch: 0 },
      owner: false,
      member: { suspended: false, end: new Date('2026-12-31T23:00:00Z'), epoch: 0 },
      grants: [{ id: 'gra_1', preset: 'domain-manager', domains: { only: ['dom_acme'] }, support: true }],
      now: new Date(0),
    });
  }
});

test('a last line without a line break counts; nothing is a population of nobody', async () => {
  expect(await read(text(person).trimEnd())).toHaveLength(1);
  expect(await read()).toEqual([]);
  expect(await read(`\n> mandate\n> exec node x\n\n${text(person)}`)).toHaveLength(1);
});

const changed = (change: object) => text(person, { ...person, ...change });

test.each([
  [text(person).slice(0, 40), 'line 1: is not JSON'],
  [`${text(person)}> mandate\n`, 'line 2: is not JSON'],
  [text(person, [person]), 'line 2: it is not an object'],
  [changed({ boss: true }), 'line 2: it has an unknown key "boss"'],
  [changed({ account: { ...account, id: 'Acme' } }), 'line 2: account.id is not an id'],
  [
    changed({ account: { ...account, state: 'open' } }),
    'line 2: account.state is not active, suspended or closed',
  ],
  [changed({ user: { id: 'usr_dora' } }), 'line 2: user.name is not a text'],
  [changed({ owner: 'yes' }), 'line 2: owner is neither true nor false'],
  [changed({ member: undefined }), 'line 2: member is not an object'],
  [
    changed({ member: { suspended: false, end: '2027-01-01' } }),
    'line 2: member.end is not a date with time and zone',
  ],
  [
    changed({ member: { suspended: false, ended: 'fired' } }),
    'line 2: member.ended is not removed, left or expired',
  ],
  [changed({ grants: {} }), 'line 2: grants is not a list'],
  [changed({ grants: [{}] }), 'line 2: grants[0] names neither or both of preset and permission'],
  [changed({ grants: [{ preset: 'full', ['__proto__x']: true }] }), 'line 2: grants[0] has an unknown key'],
  [
    changed({ grants: [{ preset: 'full', domains: { only: 'dom_1' } }] }),
    'line 2: grants[0].domains is neither',
  ],
  [changed({ names: { 'dom-1': 'x' } }), 'line 2: names.dom-1 is not an id'],
  [text({ account, grants: [] }), 'line 1: a line without user has an unknown key "grants"'],
  [
    text(person, { end: { accounts: 0, people: 2 } }),
    'line 2: end counts 0 accounts and 2 people, read were 0 and 1',
  ],
  [text({ end: { accounts: 0, people: 0 } }, person), 'line 2: stands after the end line'],
])('refuses %s', async (input, message) => {
  await expect(read(input)).rejects.toThrow(message);
});

test('refuses bytes that are no text', async () => {
  await expect(read(text(person), Uint8Array.of(0x7b, 0xff))).rejects.toThrow(
    'line 2: or one soon after it is not UTF-8',
  );
});

test('takes no more of a stream than is asked for', async () => {
  let taken = 0;
  async function* endless() {
    for (;;) {
      taken++;
      yield await Promise.resolve(text(person));
    }
  }
  const groups = readPopulation(endless());
  for (let read = 1; read <= 3; read++) {
    expect((await groups.next()).value).toHaveLength(1);
    expect(taken).toBeLessThanOrEqual(read + 1);
  }
});
