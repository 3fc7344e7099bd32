import { expect, test } from 'vitest';
import { PolicyRequestError } from '../faults.ts';
import { day } from '../testing/facts.ts';
import { PolicyDenied } from './errors.ts';
import { bundle, dora, ines, world } from './testing/world.ts';

test('what was loaded answers at once; what was not says so, and allows nothing', async () => {
  const { policy, put, manages } = world();
  put([dora]);
  expect(manages()).toBeUndefined();
  const access = await policy.load(ines, 'cached');
  expect(access.can('domains:manage', 'domains/dom_a')).toBe(true);
  expect([manages(), policy.can(ines.user, ines.account, 'domains:manage', 'domains/dom_b')]).toEqual([
    true,
    false,
  ]);
  expect(policy.can(ines.user, 'acc_other', 'domains:manage', 'domains/dom_a')).toBeUndefined();
});

test('require throws what check says, typed', async () => {
  const { policy, put } = world();
  put([dora]);
  const access = await policy.load(ines, 'strict');
  access.require('domains:manage', 'domains/dom_a');
  const refused = () => access.require('domains:transfer', 'domains/dom_a');
  expect(refused).toThrow(PolicyDenied);
  expect(refused).toThrow('domains:transfer on domains/dom_a is denied');
  expect(() => access.checkAny('domains:burn', 'domains/dom_a')).toThrow(PolicyRequestError);
  expect(() => policy.can(ines.user, ines.account, 'domains:manage', 'services/svc_a' as 'domains')).toThrow(
    PolicyRequestError,
  );
});

test('an account that does not exist, and one without a membership, give nothing', async () => {
  const { policy, put } = world();
  put([dora], 1, { member: null });
  for (const account of ['acc_acme', 'acc_nowhere'])
    expect((await policy.load({ user: 'usr_ines', account }, 'strict')).permissions()).toEqual([]);
});

test('a bundle put in force answers from then on; what was loaded before keeps its own', async () => {
  const { policy, put, manages } = world();
  put([dora]);
  const before = await policy.load(ines, 'cached');
  const managing = { ...bundle.presets.get('domain-manager')!, permissions: ['domains:view'] as const };
  policy.swap({ ...bundle, presets: new Map([...bundle.presets, ['domain-manager', managing]]) });
  expect(manages()).toBe(false);
  expect((await policy.load(ines, 'cached')).can('domains:manage', 'domains/dom_a')).toBe(false);
  expect(before.can('domains:manage', 'domains/dom_a')).toBe(true);
});

test('facts that were read in a transaction are decided upon, and answers kept for the same facts only', () => {
  const { policy, store } = world();
  const facts = { ...grantsOf([dora]), now: day(0) };
  const slice = policy.slice(facts);
  expect(slice.can('domains:manage', 'domains/dom_a')).toBe(true);
  expect(policy.slice(structuredClone(facts))).toBe(slice);
  const changed = [
    grantsOf([{ ...dora, domains: { only: ['dom_b'] } }]),
    grantsOf([{ ...dora, end: day(1) }]),
    grantsOf([{ ...dora, preset: 'auditor' }]),
    grantsOf([]),
    { ...facts, owner: true },
    { ...facts, account: { ...facts.account, state: 'suspended' as const } },
    { ...facts, member: { suspended: true, epoch: 1 } },
    { ...facts, member: { suspended: false, epoch: 1, end: day(0) } },
    { ...facts, member: null },
  ];
  for (const each of changed) {
    policy.slice(facts);
    const other = { ...each, now: facts.now };
    expect(policy.slice(other).permissions()).toEqual(policy.slice(other, { ...bundle }).permissions());
    expect(policy.slice(other).facts).toBe(other);
  }
  expect(store.put(facts).memberEpoch).toBe(1);
});

test('what a transaction read that then rolled back is believed by nobody else', async () => {
  const { policy, put, manages } = world();
  put([], 2);
  policy.slice({ ...grantsOf([dora], 2), now: day(0) });
  expect(manages()).toBeUndefined();
  expect((await policy.load(ines, 'strict')).can('domains:manage', 'domains/dom_a')).toBe(false);
});

function grantsOf(specs: readonly (typeof dora)[], epoch = 1) {
  const grants = specs.map((spec, index) => ({ ...spec, id: `gra_${index}` }));
  const account = { id: ines.account, state: 'active' as const, epoch: 1 };
  return { userId: ines.user, account, owner: false, member: { suspended: false, epoch }, grants };
}
