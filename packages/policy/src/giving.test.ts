import { afterAll, expect, test } from 'vitest';
import { loadBundle } from './bundle.ts';
import type { Facts, GrantSpec } from './facts.ts';
import { canGive, cutToGiveable, fixed, giveable, mayGive, mayGiveLive, mayTouch } from './giving.ts';
import { checkGrantSpec } from './grant-spec.ts';
import { day, inState, member, owner } from './testing/facts.ts';
import { changedPolicies, removePolicies } from './universe/testing/changed.ts';

const bundle = await loadBundle();
/** Other files: the domain manager has lost the tickets. */
const narrower = await loadBundle(
  await changedPolicies({ 'presets/domain-manager.csv': (text) => text.replace(/.*support.*\n/, '') }),
);
afterAll(removePolicies);
const all = { except: [] };
const users: GrantSpec = { permission: 'admin:users', admin: true };
const domains = (only: string[], more: GrantSpec = {}): GrantSpec => ({
  preset: 'domain-manager',
  domains: { only },
  ...more,
});
const as = (userId: string, grants: GrantSpec[], change: Partial<Facts> = {}) =>
  member(grants, { userId, ...change });
const marek = as('usr_marek', [domains(['dom_a', 'dom_b'], { support: true }), users]);

test('a manager gives what he holds, within his scope', () => {
  expect(mayGive(bundle, marek, [domains(['dom_a'])])).toBe(true);
  expect(mayGive(bundle, marek, [domains(['dom_a', 'dom_c'])])).toBe(false);
  expect(mayGive(bundle, marek, [{ preset: 'domain-manager', domains: all }])).toBe(false);
  expect(mayGive(bundle, marek, [{ permission: 'domains:transfer', domains: { only: ['dom_a'] } }])).toBe(
    false,
  );
  expect(mayGive(bundle, marek, [{ permission: 'support:own', support: true }])).toBe(true);
  expect(mayGive(bundle, marek, [{ permission: 'support:view', support: true }])).toBe(false);
});

test('without managing users one gives nothing, and only while one does', () => {
  expect(mayGive(bundle, as('usr_dora', [domains(['dom_a'])]), [domains(['dom_a'])])).toBe(false);
  const shortly = as('usr_sven', [domains(['dom_a']), { ...users, end: day(10) }]);
  expect(mayGive(bundle, shortly, [domains(['dom_a'])])).toBe(false);
  expect(mayGive(bundle, shortly, [domains(['dom_a'], { end: day(10) })])).toBe(true);
  expect(mayGive(bundle, shortly, [domains(['dom_a'], { end: day(11) })])).toBe(false);
});

test('the end of the membership ends what one gives', () => {
  const leaving = { ...marek, member: { suspended: false, end: day(5), epoch: 1 } };
  expect(mayGive(bundle, leaving, [domains(['dom_a'])])).toBe(false);
  expect(mayGive(bundle, leaving, [domains(['dom_a'], { end: day(5) })])).toBe(true);
});

test('the suspended, and those in a suspended account, give nothing', () => {
  const suspended = { ...marek, member: { suspended: true, epoch: 1 } };
  expect(mayGive(bundle, suspended, [domains(['dom_a'])])).toBe(false);
  expect(mayGive(bundle, inState(marek, 'suspended'), [domains(['dom_a'])])).toBe(false);
  expect(giveable(bundle, inState(marek, 'suspended')).grants).toEqual([]);
});

test('the owner gives everything delegable, and nothing else', () => {
  const everything = {
    preset: 'full',
    services: all,
    domains: all,
    billing: true,
    support: true,
    admin: true,
  };
  expect(mayGive(bundle, owner(), [everything])).toBe(true);
  expect(mayGive(bundle, owner(), [{ permission: 'admin:close', admin: true }])).toBe(false);
  expect(mayGive(bundle, owner(), [{ preset: 'wizard', domains: all }])).toBe(false);
  expect(giveable(bundle, owner()).grants).toContainEqual({
    permission: 'domains:order',
    domains: { except: [] },
    start: owner().now,
  });
});

test('a live preset is given live by the owner, by its holder, or by who holds one that includes it', () => {
  const grant = domains(['dom_a']);
  expect(mayGiveLive(bundle, owner(), grant)).toBe(true);
  expect(mayGiveLive(bundle, marek, grant)).toBe(true);
  const parts = as('usr_p', [
    { permission: 'domains:manage', domains: all },
    { permission: 'support:own', support: true },
    users,
  ]);
  expect([mayGive(bundle, parts, [grant]), mayGiveLive(bundle, parts, grant)]).toEqual([true, false]);
  const full = as('usr_f', [{ preset: 'full', domains: all, support: true, admin: true }]);
  expect(mayGiveLive(bundle, full, grant)).toBe(true);
  expect(mayGiveLive(bundle, full, { preset: 'technician', services: all })).toBe(false);
  expect(mayGiveLive(bundle, owner(), { permission: 'domains:view', domains: all })).toBe(false);
});

test('no further and no longer than it is held live: what the files add later must come from what the giver holds', () => {
  const permissions = [
    { permission: 'domains:manage', domains: all },
    { permission: 'support:own', support: true },
  ];
  const wide = domains(['dom_a', 'dom_c'], { support: true });
  const there = as('usr_w', [domains(['dom_a'], { support: true }), ...permissions, users]);
  expect([mayGive(bundle, there, [wide]), mayGiveLive(bundle, there, wide)]).toEqual([true, false]);
  const both = as('usr_b', [
    domains(['dom_a'], { support: true }),
    domains(['dom_c'], { support: true }),
    users,
  ]);
  expect(mayGiveLive(bundle, both, wide)).toBe(true);

  const short = as('usr_s', [domains(['dom_a'], { support: true, end: day(3) }), ...permissions, users]);
  const until = (end: Date) => domains(['dom_a'], { support: true, end });
  expect([mayGive(bundle, short, [until(day(4))]), mayGiveLive(bundle, short, until(day(4)))]).toEqual([
    true,
    false,
  ]);
  expect(mayGiveLive(bundle, short, until(day(3)))).toBe(true);
});

test('a grant that the files have outgrown is given for what it still gives, live by who holds as many areas live', () => {
  const stored = domains(['dom_a'], { support: true });
  expect(checkGrantSpec(narrower, stored)).toEqual([{ field: 'support', code: 'AREA_UNUSED' }]);
  for (const who of [owner(), marek])
    expect([mayGive(narrower, who, [stored]), mayGiveLive(narrower, who, stored)]).toEqual([true, true]);
  expect(cutToGiveable(narrower, owner(), [stored])).toEqual([stored]);
  const all = { permission: 'domains:manage', domains: { except: [] } };
  expect(mayGive(narrower, as('usr_p', [all, users]), [stored])).toBe(true);
  // the files may give the tickets back: to nobody through somebody who would not get them
  const without = as('usr_w', [domains(['dom_a', 'dom_b']), users]);
  expect([mayGive(narrower, without, [stored]), mayGiveLive(narrower, without, stored)]).toEqual([
    true,
    false,
  ]);
  const shortly = as('usr_s', [
    domains(['dom_a'], { support: true, end: day(2) }),
    domains(['dom_a']),
    users,
  ]);
  const until = (end: Date) => mayGiveLive(narrower, shortly, { ...stored, end });
  expect([until(day(2)), until(day(3))]).toEqual([true, false]);
  // and one that asks for an area now is not turned back for what it does not name
  expect(mayGive(bundle, owner(), [{ preset: 'web-agency', domains: { only: ['dom_a'] } }])).toBe(true);
  expect(mayGive(narrower, owner(), [{ preset: 'domain-manager', support: true }])).toBe(true);
  const spoiled = { only: ['dom-a'] };
  expect(mayGive(narrower, owner(), [{ preset: 'domain-manager', domains: spoiled }])).toBe(false);
});

test('a preset that gives nothing today is given live by who manages users, and while he does', () => {
  const held = domains(['dom_a'], { support: true });
  const tickets = (end?: Date): GrantSpec => ({ preset: 'domain-manager', support: true, end });
  const live = (more: GrantSpec[], end?: Date, change: Partial<Facts> = {}) =>
    mayGiveLive(narrower, as('usr_l', [held, ...more], change), tickets(end));
  expect([live([users]), live([])]).toEqual([true, false]);
  const until = { ...users, end: day(2) };
  expect([live([until], day(2)), live([until], day(3)), live([until])]).toEqual([true, false, false]);
  const account = { id: 'acc_acme', state: 'suspended', epoch: 1 } as const;
  expect(live([users], undefined, { account })).toBe(false);
});

test('a preset that is fixed becomes the permissions it has now, in the areas that were named', () => {
  const end = day(3);
  const given = fixed(bundle, { preset: 'technician', services: { only: ['svc_a'] }, support: true, end });
  const services = { only: ['svc_a'] };
  expect(given).toEqual([
    ...['view', 'manage', 'signin', 'credentials'].map((name) => ({
      permission: `services:${name}`,
      services,
      start: undefined,
      end,
    })),
    { permission: 'support:own', support: true, start: undefined, end },
  ]);
});

test('one touches equals and less, never the stronger, the incomparable, the owner or oneself', () => {
  const equal = { ...marek, userId: 'usr_twin' };
  expect(mayTouch(bundle, marek, equal)).toBe(true);
  expect(mayTouch(bundle, marek, as('usr_d', [domains(['dom_a'])]))).toBe(true);
  expect(mayTouch(bundle, marek, as('usr_d', [domains(['dom_c'])]))).toBe(false);
  expect(mayTouch(bundle, marek, as('usr_d', [{ preset: 'accountant', billing: true }]))).toBe(false);
  expect(mayTouch(bundle, marek, marek)).toBe(false);
  expect(mayTouch(bundle, marek, owner())).toBe(false);
  expect(mayTouch(bundle, owner(), marek)).toBe(true);
  expect(mayTouch(bundle, owner(), owner())).toBe(false);
  expect(mayTouch(bundle, owner({ userId: 'usr_former' }), owner())).toBe(false);
});

test('a suspended stronger member stays out of reach, and one of another account too', () => {
  const stronger = as('usr_s', [domains(['dom_c'])], { member: { suspended: true, epoch: 1 } });
  expect(mayTouch(bundle, marek, stronger)).toBe(false);
  const elsewhere = as('usr_d', [domains(['dom_a'])], {
    account: { id: 'acc_otto', state: 'active', epoch: 1 },
  });
  expect(mayTouch(bundle, marek, elsewhere)).toBe(false);
});

test('rights that have ended do not protect, rights to come do', () => {
  expect(mayTouch(bundle, marek, as('usr_d', [domains(['dom_c'], { end: day(-1) })]))).toBe(true);
  expect(mayTouch(bundle, marek, as('usr_d', [domains(['dom_c'], { start: day(1) })]))).toBe(false);
  expect(mayTouch(bundle, { ...marek, member: { suspended: true, epoch: 1 } }, as('usr_d', []))).toBe(false);
});

test('a pending invitation counts as its grants', () => {
  expect(mayTouch(bundle, marek, [domains(['dom_b'])])).toBe(true);
  expect(mayTouch(bundle, marek, [domains(['dom_c'])])).toBe(false);
});

test('who can give it: the owner, or who manages users and holds it there', () => {
  expect(canGive(bundle, owner(), 'domains:order', 'domains')).toBe(true);
  expect(canGive(bundle, owner(), 'admin:close', 'admin')).toBe(false);
  expect(canGive(bundle, marek, 'domains:manage', 'domains/dom_a')).toBe(true);
  expect(canGive(bundle, marek, 'domains:manage', 'domains/dom_c')).toBe(false);
  expect(canGive(bundle, marek, 'support:view', 'support/own/tkt_x')).toBe(true);
  expect(canGive(bundle, marek, 'support:view', 'support/other/tkt_x')).toBe(false);
});

test.each<[GrantSpec, { field: string; code: string }[]]>([
  [domains(['dom_a']), []],
  [{ permission: 'domains:view', preset: 'full', domains: all }, [{ field: 'preset', code: 'ONE_NAME' }]],
  [{ domains: all }, [{ field: 'permission', code: 'ONE_NAME' }]],
  [{ preset: 'wizard', domains: all }, [{ field: 'preset', code: 'UNKNOWN_NAME' }]],
  [{ permission: 'admin:close', admin: true }, [{ field: 'permission', code: 'NEVER_DELEGABLE' }]],
  [{ permission: 'domains:view' }, [{ field: 'domains', code: 'AREA_NEEDED' }]],
  [{ preset: 'security-specialist', support: true }, [{ field: 'services', code: 'AREA_NEEDED' }]],
  [{ preset: 'technician' }, [{ field: 'preset', code: 'GIVES_NOTHING' }]],
  [{ permission: 'domains:view', domains: all, billing: true }, [{ field: 'billing', code: 'AREA_UNUSED' }]],
  [
    { permission: 'billing:view', billing: all as unknown as boolean },
    [{ field: 'billing', code: 'NOT_SCOPED' }],
  ],
  [
    { permission: 'domains:view', domains: { only: ['dom-a'] } },
    [{ field: 'domains', code: 'MALFORMED_SCOPE' }],
  ],
  [{ permission: 'domains:view', domains: { only: [] } }, [{ field: 'domains', code: 'EMPTY_SCOPE' }]],
  [domains(['dom_a'], { start: day(2), end: day(1) }), [{ field: 'end', code: 'END_BEFORE_START' }]],
  [domains(['dom_a'], { end: '2027-01-01' as unknown as Date }), [{ field: 'end', code: 'MALFORMED_DATE' }]],
])('the grant %j has the problems %j', (spec, problems) => {
  expect(checkGrantSpec(bundle, spec)).toEqual(problems);
});
