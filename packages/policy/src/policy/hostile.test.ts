import { expect, test } from 'vitest';
import { loadBundle } from '../bundle.ts';
import { PolicyRequestError } from '../faults.ts';
import { member, now, owner } from '../testing/facts.ts';
import { hostileCases } from '../testing/hostile.ts';
import type { Permission } from '../generated.ts';
import { PolicyUnavailable } from './errors.ts';
import { MemoryGrants } from './memory.ts';
import { createPolicy, type Policy } from './policy.ts';

const grants = new MemoryGrants(() => now);
const full = { services: { except: [] }, domains: { except: [] }, billing: true, support: true, admin: true };
grants.put(owner());
grants.put(member([{ preset: 'full', ...full }]));
const policy = createPolicy({ bundle: await loadBundle(), grants, clock: () => 0 });
const [olivia, ines] = await Promise.all(
  ['usr_olivia', 'usr_ines'].map((user) => policy.load({ user, account: 'acc_acme' }, 'strict')),
);

test.each(hostileCases)('as a resource, %s is refused by every question', async (_title, value) => {
  const resource = value as 'domains';
  expect(() => policy.can('usr_olivia', 'acc_acme', 'domains:view', resource)).toThrow(PolicyRequestError);
  await expect(policy.whoCan('acc_acme', 'domains:view', resource)).rejects.toThrow(PolicyRequestError);
  for (const access of [olivia, ines]) {
    expect(() => access?.can('domains:view', resource)).toThrow(PolicyRequestError);
    expect(() => access?.checkAny('domains:view', resource)).toThrow(PolicyRequestError);
    expect(() => access?.require('domains:view', resource)).toThrow(PolicyRequestError);
    expect(() => access?.explain('domains:view', resource)).toThrow(PolicyRequestError);
    expect(() => access?.batch([['domains:view', resource]])).toThrow(PolicyRequestError);
    expect(() => access?.permissionsOn(resource)).toThrow(PolicyRequestError);
  }
});

test.each(hostileCases)('as a permission, %s is refused by every question', async (_title, value) => {
  const permission = value as 'domains:view' & Permission;
  expect(() => policy.can('usr_olivia', 'acc_acme', permission, 'domains')).toThrow(PolicyRequestError);
  await expect(policy.whoCan('acc_acme', permission, 'domains')).rejects.toThrow(PolicyRequestError);
  for (const access of [olivia, ines]) {
    expect(() => access?.can(permission, 'domains')).toThrow(PolicyRequestError);
    expect(() => access?.checkAny(permission, 'domains')).toThrow(PolicyRequestError);
    expect(() => access?.explain(permission, 'domains')).toThrow(PolicyRequestError);
    expect(() => access?.batch([[permission, 'domains']])).toThrow(PolicyRequestError);
    expect(() => access?.scope(permission)).toThrow(PolicyRequestError);
    expect(() => access?.anywhere(permission)).toThrow(PolicyRequestError);
  }
});

/** Refused, or answered with nothing; never a yes. */
async function nothing(asked: (policy: Policy) => Promise<boolean | string[]>): Promise<boolean> {
  try {
    const answer = await asked(policy);
    return answer === false || (Array.isArray(answer) && answer.length === 0);
  } catch (error) {
    return error instanceof PolicyRequestError || error instanceof PolicyUnavailable;
  }
}

test.each(hostileCases)('as a user or an account, %s gets nothing', async (_title, value) => {
  const text = value as string;
  for (const pair of [
    { user: text, account: 'acc_acme' },
    { user: 'usr_olivia', account: text },
    { user: text, account: text },
  ]) {
    expect(policy.can(pair.user, pair.account, 'domains:view', 'domains')).toBeUndefined();
    for (const freshness of ['strict', 'cached'] as const) {
      const asked = async () => (await policy.load(pair, freshness)).can('domains:view', 'domains');
      expect(await nothing(asked)).toBe(true);
    }
  }
  expect(await nothing(() => policy.whoCan(text, 'domains:view', 'domains'))).toBe(true);
});

test.each(hostileCases)(
  'as a token, or a part of one, %s opens nothing that was closed',
  async (_title, value) => {
    const pair = { user: 'usr_nobody', account: 'acc_acme' };
    for (const atLeast of [
      value,
      { account: value, accountEpoch: 0 },
      { account: 'acc_acme', accountEpoch: value },
    ]) {
      const asked = policy.load(pair, { atLeast } as never).then(
        (access) => access.can('domains:view', 'domains'),
        () => false,
      );
      expect(await asked).toBe(false);
    }
  },
);

test('one bad question in a batch answers none of it', () => {
  expect(() =>
    olivia?.batch([
      ['domains:view', 'domains'],
      ['domains:view', 'domains/*'],
    ]),
  ).toThrow(PolicyRequestError);
});
