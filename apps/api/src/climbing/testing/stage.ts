import { AsyncLocalStorage } from 'node:async_hooks';
import { hash } from '@node-rs/argon2';
import { loadBundle, type Bundle } from '@mandate/policy';
import fc from 'fast-check';
import { changedPolicies } from '../../sweep/testing/policies.ts';
import { testApi } from '../../testing.ts';
import { presets } from './judge.ts';
import { run, type Stage, type Tally } from './play.ts';
import type { Violation } from './rules.ts';
import { password } from './scene.ts';
import { play } from './steps.ts';

/** The policy files, and the same after a change that gives domain managers transfers and takes their DNS. */
async function bothPolicies(): Promise<Stage['policies']> {
  const changed = await changedPolicies('presets/domain-manager.csv', (text) =>
    text.replace('domains/**, manage, allow', 'domains/**, transfer, allow'),
  );
  const moved = { ...presets, 'domain-manager': ['domains:view', 'domains:transfer', 'support:own'] };
  return [
    { bundle: await loadBundle(), presets },
    { bundle: changed, presets: moved },
  ];
}

/** Argon2id as ever, at the least cost: what passwords cost is not what is played. */
const cheap = { algorithm: 2, memoryCost: 8, timeCost: 1, parallelism: 1 };

export async function openStage(): Promise<Stage & { close(): Promise<void> }> {
  const policies = await bothPolicies();
  const [passwordHash, api] = [await hash(password, cheap), await testApi()];
  const files = new AsyncLocalStorage<() => Bundle>();
  api.services.bundle = () => (files.getStore() ?? (() => policies[0].bundle))();
  return { api, policies, files, passwordHash, close: () => api.close() };
}

export interface Season {
  plays: number;
  violation: Violation;
  /** A rule that nothing tries proves nothing. */
  tally: Tally;
}

interface Wanted {
  plays: number;
  seed: number;
  /** When to stop, in milliseconds. */
  until?: number;
  /** Told after each play, as far as it has come. */
  tell?: (soFar: Season) => void;
}

/** A play waits for PostgreSQL much of its time. */
const atOnce = 3;

/** Random plays, some at a time, until one breaks a rule or the time is over. */
export async function season(stage: Stage, { plays, seed, until = Infinity, tell }: Wanted): Promise<Season> {
  const found: Season = { plays: 0, violation: null, tally: {} };
  const waiting = fc.sample(play, { numRuns: plays, seed }).values();
  const playOn = async () => {
    for (const one of waiting) {
      const broken = await run(stage, one, found.tally);
      found.plays += 1;
      if (broken) found.violation ??= `${broken}\n${JSON.stringify(one)}`;
      tell?.(found);
      if (found.violation !== null || Date.now() > until) break;
    }
  };
  await Promise.all(Array.from({ length: atOnce }, playOn));
  return found;
}
