import { setImmediate } from 'node:timers/promises';
import {
  createPolicy,
  loadBundle,
  MemoryGrants,
  sliceOf,
  type Facts,
} from '../../../packages/policy/src/index.ts';
import { ours } from '../contenders.ts';
import { quantile } from '../measure.ts';
import { mixOf } from '../mix.ts';
import { hot, Table } from '../table.ts';

type Names = Record<string, string>;
const bundle = await loadBundle();
const table = new Table(100_000);
const summary = (ms: readonly number[]) => ({
  p50: quantile(ms, 0.5),
  p99: quantile(ms, 0.99),
  most: Math.max(...ms),
});

/** What one question costs in a pair that nobody asked about before. */
async function coldPairs() {
  const count = 5000;
  const policy = await ours(bundle, table, count);
  const mix = mixOf(table, count, count, 2);
  const times: number[] = [];
  for (let index = 0; index < count; index += 1) {
    const number = mix.pairs[index] ?? -1;
    if (number < 0) continue;
    const { user, account } = table.pair(number);
    const at = performance.now();
    policy.can(user, account, mix.permissions[index] as string, mix.resources[index] as string);
    times.push(performance.now() - at);
  }
  return summary(times);
}

function manyDomains(index: number): Facts {
  const grants = Array.from({ length: 5000 }, (_, number) => ({
    id: `gra_${number}`,
    permission: 'domains:manage',
    domains: { only: [`dom_${number}`] },
  }));
  const account = { id: `acc_${index}`, state: 'active' as const, epoch: 1 };
  return {
    userId: 'usr_many',
    account,
    owner: false,
    member: { suspended: false, epoch: 1 },
    grants,
    now: new Date(),
  };
}

/** A pair with 5,000 grants of one domain each: its load, its first question, the next ones. */
async function singleDomains() {
  const source = new MemoryGrants();
  const policy = createPolicy<Names>({
    bundle,
    grants: source,
    cachedFor: 3_600_000,
    maxBytes: 4 * 1024 ** 3,
  });
  const loads: number[] = [];
  const firsts: number[] = [];
  const nexts: number[] = [];
  for (let index = 0; index < 100; index += 1) {
    const { now: _, ...stored } = manyDomains(index);
    source.put(stored);
    const at = performance.now();
    await policy.load({ user: 'usr_many', account: `acc_${index}` }, 'strict');
    const loaded = performance.now();
    policy.can('usr_many', `acc_${index}`, 'domains:manage', `domains/dom_${(index * 37) % 6000}`);
    const first = performance.now();
    policy.can('usr_many', `acc_${index}`, 'domains:manage', `domains/dom_${(index * 41) % 6000}`);
    loads.push(loaded - at);
    firsts.push(first - loaded);
    nexts.push(performance.now() - first);
  }
  return { load: summary(loads), first: summary(firsts), next: summary(nexts) };
}

/** A thousand questions at once, all of them different, of one pair. */
async function batches() {
  const policy = await ours(bundle, table, hot);
  const mix = mixOf(table, hot, 50_000, 3);
  const questions = Array.from({ length: 1000 }, (_, index): [string, string] => [
    mix.permissions[index] as string,
    mix.resources[index] as string,
  ]);
  const cold: number[] = [];
  const warm: number[] = [];
  for (let index = 0; index < 60; index += 1) {
    const access = await policy.load(table.pair(index), 'cached');
    for (const list of [cold, warm]) {
      const at = performance.now();
      access.batch(questions);
      list.push(performance.now() - at);
    }
  }
  return { first: summary(cold), again: summary(warm) };
}

/** Runs something while watching how late the event loop is. */
async function late<T>(work: () => Promise<T>): Promise<{ ms: number; result: T }> {
  let on = true;
  let most = 0;
  const watch = (async () => {
    for (let last = performance.now(); on; last = performance.now()) {
      await setImmediate();
      most = Math.max(most, performance.now() - last);
    }
  })();
  await setImmediate();
  const began = performance.now();
  const result = await work();
  on = false;
  await watch;
  return { ms: most, result: { ...result, tookMs: performance.now() - began } };
}

async function whoCan() {
  const members = 10_000;
  const source = new MemoryGrants();
  for (let index = 0; index < members; index += 1) {
    const { now: _, ...facts } = table.read(hot + index);
    source.put({ ...facts, userId: `usr_${index}`, account: { id: 'acc_big', state: 'active', epoch: 1 } });
  }
  const policy = createPolicy<Names>({ bundle, grants: source });
  const ask = async () => ({
    found: (await policy.whoCan('acc_big', 'domains:manage', 'domains/dom_500')).length,
  });
  return late(ask);
}

const many = manyDomains(0);
const loading = await late(async () => {
  await Promise.resolve();
  return { permissions: sliceOf(bundle, many).permissions().length };
});

console.log(
  JSON.stringify({
    cold: await coldPairs(),
    singleDomains: await singleDomains(),
    batch: await batches(),
    whoCan: await whoCan(),
    loading,
  }),
);
