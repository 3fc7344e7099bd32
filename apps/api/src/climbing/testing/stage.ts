import { loadBundle } from '@mandate/policy';
import fc from 'fast-check';
import { hashPassword } from '../../auth/passwords.ts';
import { changedPolicies } from '../../sweep/testing/policies.ts';
import { testApi } from '../../testing.ts';
import { presets } from './judge.ts';
import { run, type Stage } from './play.ts';
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

export async function openStage(): Promise<Stage & { close(): Promise<void> }> {
  const [policies, passwordHash, api] = [await bothPolicies(), await hashPassword(password), await testApi()];
  return { api, policies, passwordHash, close: () => api.close() };
}

export interface Season {
  plays: number;
  seed: number;
  violation: Violation;
  /** How often each act succeeded: a rule that nothing tries proves nothing. */
  done: Record<string, number>;
}

/** Random plays, one after the other, until one breaks a rule or the time is over (`until`, in milliseconds). */
export async function season(
  stage: Stage,
  { plays, seed, until = Infinity }: { plays: number; seed: number; until?: number },
): Promise<Season> {
  const done: Record<string, number> = {};
  let played = 0;
  for (const one of fc.sample(play, { numRuns: plays, seed })) {
    if (Date.now() > until) break;
    played += 1;
    const broken = await run(stage, one, done);
    if (broken) return { plays: played, seed, done, violation: `${broken}\n${JSON.stringify(one)}` };
  }
  return { plays: played, seed, done, violation: null };
}
