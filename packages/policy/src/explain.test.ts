import fc from 'fast-check';
import { expect, test } from 'vitest';
import { loadBundle } from './bundle.ts';
import { explain } from './explain.ts';
import type { Facts, GrantSpec } from './facts.ts';
import { sliceOf } from './slice.ts';
import { facts, question } from './testing/arbitrary.ts';
import { day, inState, member, owner } from './testing/facts.ts';

const bundle = await loadBundle();
const ask = (who: Facts, permission: string, resource: string) =>
  explain(sliceOf(bundle, who), permission, resource);

const manager: GrantSpec = { preset: 'domain-manager', domains: { only: ['dom_a'] }, support: true };

test('an allow lists every source of every matching row, and marks the one that Casbin names', () => {
  const who = member([manager, { permission: 'domains:order', domains: { except: [] } }]);
  const found = ask(who, 'domains:view', 'domains/dom_a');
  const row = ['u:usr_ines', 'a:acc_acme', '@domains/view', 'view', 'allow'];
  const file = 'presets/domain-manager.csv';
  const source = { effect: 'allow', row, decides: true };
  expect(found).toMatchObject({ allowed: true, why: 'allow', standing: 'active' });
  expect(found.matches).toEqual([
    { ...source, file, line: 1, grant: 'gra_1', preset: 'domain-manager' },
    { ...source, file, line: 2, grant: 'gra_1', preset: 'domain-manager', through: 'domains:manage' },
    { ...source, grant: 'gra_2', through: 'domains:order' },
  ]);
  expect(found.missing).toBeUndefined();
});

test('of several rows only the one that Casbin names decides', () => {
  const who = member([
    { permission: 'support:own', support: true },
    { permission: 'support:view', support: true },
  ]);
  const found = ask(who, 'support:view', 'support/own/tkt_1');
  expect(found.matches.map(({ row, decides, grant }) => [row[2], decides, grant])).toEqual([
    ['support/own/**', false, 'gra_1'],
    ['support/**', true, 'gra_2'],
  ]);
});

test('a guardrail is named with file and line, before what would have allowed it', () => {
  const found = ask(inState(owner(), 'suspended'), 'domains:transfer', 'domains/dom_a');
  const guardrail = { file: 'guardrails.csv', line: 13, reason: 'account.suspended' };
  expect(found).toMatchObject({ allowed: false, why: 'guardrail', guardrail });
  expect(found.matches.map(({ effect, file, line, decides }) => [effect, file, line, decides])).toEqual([
    ['deny', 'guardrails.csv', 13, true],
    ['allow', 'owner.csv', 11, false],
  ]);
  expect(found.missing).toBeUndefined();
});

test.each([
  ['domains:manage', 'domains/dom_b', 'domains/dom_b', ['domain-manager', 'web-agency', 'colleague', 'full']],
  ['domains:transfer', 'domains', 'domains', ['full']],
  ['billing:pay', 'billing/inv_1', 'billing', ['accountant', 'full']],
  ['support:view', 'support/other/tkt_1', 'support', ['auditor', 'colleague', 'full']],
  ['admin:ownership', 'admin', 'admin', []],
])('without %s on %s it is missing on %s, and held by %j', (permission, resource, on, presets) => {
  const found = ask(member([manager]), permission, resource);
  expect(found).toMatchObject({ allowed: false, why: 'none', matches: [] });
  expect(found.missing).toEqual({ permission, on, presets });
});

test('a grant that names the permission in vain says why', () => {
  const named = { permission: 'domains:manage' };
  const all = { domains: { except: [] } };
  const who = member([
    { ...named, domains: { only: ['dom_a'] } },
    { ...named },
    { ...named, ...all, end: day(-1) },
    { ...named, ...all, start: day(1) },
    { preset: 'wizard', ...all },
    { permission: 'billing:pay', billing: true },
  ]);
  const reasons = (from: Facts) =>
    ask(from, 'domains:manage', 'domains/dom_b').asleep.map(({ grant, reason }) => `${grant} ${reason}`);
  expect(reasons(who)).toEqual([
    'gra_1 out of scope',
    'gra_2 area not named',
    'gra_3 grant ended',
    'gra_4 grant not started',
    'gra_5 unknown name',
  ]);
  const suspended = { ...who, member: { suspended: true, epoch: 1 } };
  expect(reasons(suspended)[0]).toBe('gra_1 member suspended');
  expect(ask(suspended, 'domains:manage', 'domains/dom_a')).toMatchObject({
    allowed: false,
    standing: 'suspended',
  });
});

test('what is listed, what Casbin says of all rows and what the slice says are one, for anybody', () => {
  fc.assert(
    fc.property(facts, question, (who, { permission, resource }) => {
      const slice = sliceOf(bundle, who);
      const found = explain(slice, permission, resource);
      const decision = slice.check(permission, resource);
      expect(found.allowed).toBe(decision.allowed);
      expect(found.matches.some((match) => match.decides)).toBe(found.matches.length > 0);
      const grants = found.matches.flatMap((match) => (match.effect === 'allow' ? (match.grant ?? []) : []));
      if (decision.allowed) expect([...new Set(grants)].sort()).toEqual([...decision.grants].sort());
      const unique = new Set(found.asleep.map((each) => each.grant));
      expect(grants.some((grant) => unique.has(grant))).toBe(false);
    }),
    { numRuns: 1000 },
  );
});

test('a listed row that Casbin would not match is an error, never an explanation', () => {
  const slice = sliceOf(bundle, member([manager]));
  const lying = Object.create(slice, { facts: { value: member([]) } }) as typeof slice;
  Object.defineProperty(lying, 'check', { value: slice.check.bind(slice) });
  expect(() => explain(lying, 'domains:manage', 'domains/dom_a')).toThrow('disagree');
});
