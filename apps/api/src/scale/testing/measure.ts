import type { Orm } from '@mandate/db';
import { vi } from 'vitest';

/** Counts the statements that reach the database, those of transactions included. */
export function statements(...orms: Orm[]) {
  const counted: string[] = [];
  for (const orm of orms)
    vi.spyOn(orm.config.getLogger(), 'logQuery').mockImplementation(({ query = '' }) => {
      counted.push(query);
    });
  return {
    async during(work: () => Promise<unknown>): Promise<string[]> {
      counted.length = 0;
      await work();
      return [...counted];
    },
  };
}

const cpu = () => {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
};

/**
 * The longest that the event loop was held while `work` ran, in milliseconds of this thread's own processor time
 * (resolution: microseconds). Another process that takes the processor away does not count, so a busy machine changes
 * nothing.
 */
export async function held(work: () => Promise<unknown>): Promise<number> {
  let longest = 0;
  let since = cpu();
  let turn: NodeJS.Immediate;
  const tick = () => {
    const now = cpu();
    longest = Math.max(longest, now - since);
    since = now;
    turn = setImmediate(tick);
  };
  turn = setImmediate(tick);
  try {
    await work();
    longest = Math.max(longest, cpu() - since);
  } finally {
    clearImmediate(turn);
  }
  return longest;
}

/** The best of three: what the collector and the compiler add differs from run to run, what the code does does not. */
export async function heldAtBest(limit: number, work: () => Promise<unknown>): Promise<number> {
  let best = Infinity;
  for (let run = 0; run < 3 && best >= limit; run += 1) best = Math.min(best, await held(work));
  return best;
}
