import fc from 'fast-check';
import type { AccountState, Facts, Grant, GrantSpec } from '../facts.ts';
import { delegablePermissions, permissions, presets } from '../generated.ts';
import type { Scope } from '../scope.ts';
import { day } from './facts.ts';

export const ids = ['aa', 'bb', 'cc'] as const;
const instants = [-2, -1, 0, 1, 2].map(day);

export const scope: fc.Arbitrary<Scope> = fc
  .tuple(fc.boolean(), fc.subarray([...ids]))
  .map(([whole, list]) => (whole ? { except: list } : { only: list }));

const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined, freq: 3 });
const date = fc.option(fc.constantFrom(...instants), { nil: undefined, freq: 1 });

export const grant: fc.Arbitrary<GrantSpec> = fc
  .record({
    name: fc.oneof(
      fc.constantFrom(...presets).map((preset) => ({ preset })),
      fc.constantFrom(...delegablePermissions).map((permission) => ({ permission })),
      { arbitrary: fc.constant({ permission: 'admin:users' }), weight: 1 },
    ),
    areas: fc.record({
      services: maybe(scope),
      domains: maybe(scope),
      billing: fc.boolean(),
      support: fc.boolean(),
      admin: fc.boolean(),
    }),
    dates: fc.record({ start: date, end: date }),
  })
  .map(({ name, areas, dates }) => ({ ...name, ...areas, ...dates }));

export const grants = (most: number): fc.Arbitrary<Grant[]> =>
  fc
    .array(grant, { maxLength: most })
    .map((list) => list.map((each, index) => ({ ...each, id: `gra_${index}` })));

export const facts: fc.Arbitrary<Facts> = fc
  .record({
    grants: grants(4),
    owner: fc.nat({ max: 11 }).map((n) => n === 0),
    state: fc.constantFrom<AccountState>('active', 'active', 'active', 'suspended', 'closed'),
    suspended: fc.nat({ max: 9 }).map((n) => n === 0),
    ended: fc.nat({ max: 14 }).map((n) => (n === 0 ? ('left' as const) : undefined)),
    dates: fc.record({
      start: maybe(fc.constantFrom(...instants)),
      end: maybe(fc.constantFrom(...instants)),
    }),
    now: fc.constantFrom(...instants),
  })
  .map(({ grants: list, owner, state, suspended, ended, dates, now }) => ({
    userId: 'usr_x',
    account: { id: 'acc_x', state, epoch: 1 },
    owner,
    member: { suspended, ended, ...dates, epoch: 1 },
    grants: list,
    now,
  }));

const places: Readonly<Record<string, readonly string[]>> = {
  services: ['services', 'services/fresh', ...ids.map((id) => `services/${id}`)],
  domains: ['domains', 'domains/fresh', ...ids.map((id) => `domains/${id}`)],
  billing: ['billing', 'billing/inv_x'],
  support: ['support', 'support/own', 'support/own/tkt_x', 'support/other/tkt_x'],
  admin: ['admin'],
};

/** Every question worth asking: each permission on every kind of resource where it applies. */
export const questions = permissions.flatMap((permission) => {
  const all = places[permission.split(':')[0] ?? ''] ?? [];
  const where = permission === 'support:own' ? all.filter((one) => one.startsWith('support/own')) : all;
  return where.map((resource) => ({ permission, resource }));
});

export const question = fc.constantFrom(...questions);
export const everyInstant = instants.flatMap((at) => [new Date(at.getTime() - 1), at]).concat(day(30));
