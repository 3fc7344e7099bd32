import { expect, test } from 'vitest';
import { run } from './program.ts';
import { keepingIo, lines } from './testing/io.ts';

const acme = { id: 'acc_acme', name: 'Acme', state: 'active' };
const names = { dom_1: 'acme.example', dom_2: 'shop.example', svc_1: 'web-02', dom_3: 'web-02' };
const dora = {
  account: acme,
  user: { id: 'usr_dora', name: 'Dora Lind', email: 'dora@example.com' },
  owner: false,
  member: { suspended: false },
  grants: [
    { id: 'gra_1', preset: 'domain-manager', domains: { only: ['dom_1'] }, support: true },
    { id: 'gra_2', permission: 'domains:transfer', domains: { except: [] }, end: '2026-12-01T00:00:00Z' },
  ],
};
const olivia = {
  account: acme,
  user: { id: 'usr_o', name: 'Olivia' },
  owner: true,
  member: null,
  grants: [],
};
const other = { ...dora, account: { id: 'acc_2', name: 'Acme', state: 'closed' } };
const population = [
  { account: acme, names },
  dora,
  olivia,
  { ...dora, user: { id: 'usr_twin', name: 'Olivia' } },
]
  .map((line) => JSON.stringify(line))
  .join('\n');

async function ran(argv: readonly string[], stdin = population) {
  const io = keepingIo({ stdin: lines(stdin) });
  const at = ['--at', '2026-11-22T12:00:00Z'];
  return { code: await run(['explain', ...argv, '--population', '-', ...at], io), ...io.written };
}

test('names resolve to ids; the text names row, grant, file and line', async () => {
  const { code, out } = await ran(['dora lind', 'acme', 'domains/acme.example', 'manage']);
  expect(code).toBe(0);
  expect(out).toBe(`ALLOWED: Dora Lind (usr_dora), domains:manage on domains/dom_1 (acme.example)
in Acme (acc_acme, active), member, at 2026-11-22T12:00:00.000Z

Matching rows (* decides):
* p, u:usr_dora, a:acc_acme, @domains/manage, manage, allow
    from gra_1, preset domain-manager, presets/domain-manager.csv:2
`);
});

test('a denial says the one permission on the one container, then the presets', async () => {
  const { code, out } = await ran(['dora@example.com', 'acc_acme', 'domains/dom_2', 'domains:manage']);
  expect(code).toBe(0);
  expect(out).toContain('REFUSED: Dora Lind (usr_dora), domains:manage on domains/dom_2 (shop.example)\n');
  expect(out).toContain('No row matches.\n');
  expect(out).toContain('  gra_1  domain-manager  out of scope\n');
  expect(out).toContain(
    'It would need domains:manage (Manage domains) on domains/dom_2; presets that hold it, the smallest first: Domain manager, Web agency, Colleague, Full access.\n',
  );
});

test('an instant can be named: after its end a grant does not count', async () => {
  const asked = ['usr_dora', 'acme', 'domains/dom_2', 'transfer'];
  expect((await ran(asked)).out).toMatch(/^ALLOWED/);
  const io = keepingIo({ stdin: lines(population) });
  await run(['explain', ...asked, '--population', '-', '--at', '2026-12-01T00:00:00Z'], io);
  expect(io.written.out).toMatch(/^REFUSED[^]*gra_2 {2}domains:transfer {2}grant ended/);
});

test('a guardrail is named with its place, a right of the owner alone as such', async () => {
  const closed = await ran(['dora lind', 'acc_2', 'domains/dom_1', 'view'], JSON.stringify(other));
  expect(closed.out).toContain('Forbidden by the guardrail at guardrails.csv:26 (account.closed).\n');
  const never = await ran(['usr_dora', 'acme', 'admin', 'close']);
  expect(never.out).toContain('Only the owner holds admin:close; it cannot be given.\n');
});

test('JSON holds the question, the answer and every match; one person can stand alone', async () => {
  const io = keepingIo({ stdin: lines(JSON.stringify({ ...dora, names }, undefined, 2)) });
  const argv = ['explain', 'usr_dora', 'acc_acme', 'domains/acme.example', 'view', '--facts', '-', '--json'];
  expect(await run(argv, io)).toBe(0);
  expect(JSON.parse(io.written.out)).toMatchObject({
    question: { permission: 'domains:view', resource: 'domains/dom_1', user: { id: 'usr_dora' } },
    allowed: true,
    matches: [{ grant: 'gra_1' }, { grant: 'gra_1', through: 'domains:manage' }, { grant: 'gra_2' }],
  });
});

test.each([
  [['dorra', 'acme', 'admin', 'users'], 'nobody called dorra in acme; known are Dora Lind, Olivia'],
  [['usr_dora', 'acmee', 'admin', 'users'], 'no account acmee; did you mean Acme?'],
  [['olivia', 'acme', 'admin', 'users'], 'ambiguous: usr_o in acc_acme, usr_twin in acc_acme; write the ids'],
  [['usr_dora', 'acme', 'domain/x', 'view'], 'no area domain; did you mean domains?'],
  [['usr_dora', 'acme', 'domains/acme.exampel', 'view'], 'did you mean acme.example?'],
  [['usr_dora', 'acme', 'domains/web-02', 'view'], 'web-02 is the name of svc_1 and dom_3; write the id'],
  [
    ['usr_dora', 'acme', 'domains/dom_1', 'mange'],
    'no permission domains:mange; did you mean domains:manage?',
  ],
  [['usr_dora', 'acme', 'domains/dom_1', 'billing:pay'], 'billing:pay does not apply'],
  [['usr_dora', 'acme', 'support/other/tkt_1', 'own'], 'support:own does not apply to this resource'],
])('%j is no question: exit 2', async (argv, message) => {
  const { code, out, err } = await ran(argv);
  expect(err).toContain(message);
  expect({ code, out }).toEqual({ code: 2, out: '' });
});

test('a population that is none, or two sources, or no source is no question either', async () => {
  const asked = ['usr_dora', 'acme', 'admin', 'users'];
  expect(await ran(asked, '{"account":1}')).toMatchObject({ code: 2, out: '' });
  for (const more of [[], ['--population', '-', '--facts', '-'], ['--population', 'no/such.ndjson']])
    expect(await run(['explain', ...asked, ...more], keepingIo())).toBe(2);
});
