import { setImmediate } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { PolicyRequestError } from '../faults.ts';
import { day, member, owner } from '../testing/facts.ts';
import { PolicyUnavailable } from './errors.ts';
import { createPolicy } from './policy.ts';
import { bundle, dora, world } from './testing/world.ts';
import { namesGiving } from './who-can.ts';

const asked = ['acc_acme', 'domains:manage', 'domains/dom_a'] as const;

test('whoever the index names is decided upon before he is named', async () => {
  const { policy, store, put } = world();
  store.put(owner());
  put([dora], 1, { userId: 'usr_can' });
  put([{ permission: 'domains:manage', domains: { except: [] } }], 1, { userId: 'usr_direct' });
  put([{ ...dora, domains: { only: ['dom_b'] } }], 1, { userId: 'usr_elsewhere' });
  put([{ ...dora, end: day(-1) }], 1, { userId: 'usr_ended' });
  put([{ ...dora, start: day(1) }], 1, { userId: 'usr_later' });
  put([dora], 1, { userId: 'usr_suspended', member: { suspended: true, epoch: 1 } });
  put([{ preset: 'auditor', domains: { except: [] } }], 1, { userId: 'usr_auditor' });
  put([dora], 1, { userId: 'usr_foreign', account: { id: 'acc_other', state: 'active', epoch: 1 } });
  expect(await policy.whoCan(...asked)).toEqual(['usr_olivia', 'usr_can', 'usr_direct']);
});

test('the names asked for are those that give the permission, implied or not', () => {
  expect(namesGiving(bundle, 'services:signin')).toEqual([
    ...['technician', 'colleague', 'security-specialist', 'web-agency', 'full', 'services:signin'],
  ]);
  expect(namesGiving(bundle, 'admin:members')).toEqual(
    expect.arrayContaining(['admin:users', 'admin:revoke']),
  );
  expect(namesGiving(bundle, 'admin:close')).toEqual([]);
});

test('an account with 10,000 members lets others have their turn', async () => {
  const { policy, store } = world();
  for (let index = 0; index < 10_000; index += 1) store.put(member([dora], { userId: `usr_${index}` }));
  let [turns, longest, since, running] = [0, 0, performance.now(), true];
  const others = (async () => {
    for (; running; turns += 1) {
      await setImmediate();
      longest = Math.max(longest, performance.now() - since);
      since = performance.now();
    }
  })();
  expect(await policy.whoCan(...asked)).toHaveLength(10_000);
  running = false;
  await others;
  expect(turns).toBeGreaterThan(10);
});

test('a question that cannot be meant is refused, candidates or not', async () => {
  const { policy } = world();
  for (const resource of ['domains/*', 'services/svc_a'])
    await expect(policy.whoCan('acc_empty', 'domains:manage', resource as 'domains')).rejects.toThrow(
      PolicyRequestError,
    );
  await expect(policy.whoCan('a:b', 'domains:manage', 'domains')).rejects.toThrow(PolicyRequestError);
});

test('a source that is away in the middle names nobody', async () => {
  const facts = member([dora]);
  const grants = {
    facts: () => Promise.resolve(facts),
    epochs: () => Promise.resolve(null),
    async *candidates() {
      yield facts;
      await setImmediate();
      throw new Error('away');
    },
  };
  await expect(createPolicy({ bundle, grants }).whoCan(...asked)).rejects.toThrow(PolicyUnavailable);
});
