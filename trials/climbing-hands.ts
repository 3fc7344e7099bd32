import { fork } from 'node:child_process';
import { once } from 'node:events';
import type { Season } from '../apps/api/src/climbing/testing/stage.ts';
import type { Told } from './climbing-season.ts';

interface Hand {
  season: Season;
  /** How the process ended, where it did not end well. */
  failure: string | null;
}

interface Share {
  plays: number;
  seed: number;
  until: number;
  env: NodeJS.ProcessEnv;
  /** Told as it comes. */
  tell: (soFar: Season) => void;
}

/** Plays in a process of its own. What it told counts also when it ends early. */
export async function play({ plays, seed, until, env, tell }: Share): Promise<Hand> {
  let season: Told = { plays: 0, violation: null, tally: {} };
  const file = new URL('climbing-season.ts', import.meta.url);
  const child = fork(file, [String(plays), String(seed), String(until)], { env });
  child.on('message', (soFar) => {
    season = soFar as Told;
    tell(season);
  });
  const [code, signal] = (await once(child, 'exit')) as [number | null, string | null];
  const how = season.failure ?? `ended by ${signal ?? `code ${code}`}`;
  const failure = code === 0 ? null : `seed ${seed}, after ${season.plays} plays: ${how}`;
  return { season, failure };
}

/** What all have played together. */
export function together(seasons: readonly Season[]) {
  const acts: Record<string, Record<string, number>> = {};
  for (const { tally } of seasons)
    for (const [act, answers] of Object.entries(tally)) {
      const sum = (acts[act] ??= {});
      for (const [answer, times] of Object.entries(answers)) sum[answer] = (sum[answer] ?? 0) + times;
    }
  return {
    plays: seasons.reduce((sum, { plays }) => sum + plays, 0),
    acts,
    violations: seasons.flatMap(({ violation }) => violation ?? []),
  };
}
