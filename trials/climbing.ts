import { fork } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { temporaryPostgres } from '@mandate/db/postgres';
import type { Season } from '../apps/api/src/climbing/testing/stage.ts';
import { writeResult } from './result.ts';

// The rules of giving under 10,000 random plays, shared out to one process a core. `--plays`, `--seed`, `--minutes` at most.

const text = { type: 'string' } as const;
const { values } = parseArgs({ options: { plays: text, seed: text, minutes: text } });
const plays = Number(values.plays ?? 10_000);
const seed = Number(values.seed ?? randomInt(2 ** 30));
const until = Date.now() + Number(values.minutes ?? Infinity) * 60_000;
// one more than cores: a play waits for PostgreSQL much of its time
const hands = availableParallelism() + 1;

const started = performance.now();
const server = await temporaryPostgres();
try {
  console.error(`climbing: ${plays} plays, seed ${seed}, ${hands} processes`);
  const seasons = await Promise.all(
    Array.from({ length: hands }, async (_, hand): Promise<Season> => {
      const share = Math.floor(plays / hands) + (hand < plays % hands ? 1 : 0);
      const file = new URL('climbing-season.ts', import.meta.url);
      const child = fork(file, [String(share), String(seed + hand), String(until)], {
        env: { ...process.env, TEST_POSTGRES_URL: server.url },
      });
      const [season] = (await Promise.race([
        once(child, 'message'),
        once(child, 'exit').then(() => {
          throw new Error('a process ended without a result');
        }),
      ])) as [Season];
      return season;
    }),
  );
  const done: Record<string, number> = {};
  for (const season of seasons)
    for (const [act, count] of Object.entries(season.done)) done[act] = (done[act] ?? 0) + count;
  const violations = seasons.flatMap(({ violation }) => violation ?? []);
  const played = seasons.reduce((sum, season) => sum + season.plays, 0);
  const seconds = Math.round((performance.now() - started) / 1000);
  writeResult('climbing', { plays: played, seed, seconds, acts: done, violations });
  process.exitCode = violations.length > 0 ? 1 : 0;
} finally {
  await server.stop();
}
