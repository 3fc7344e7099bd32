import { randomInt } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { temporaryPostgres } from '@mandate/db/postgres';
import { play, together } from './climbing-hands.ts';
import { writeResult } from './result.ts';

// The rules of giving under 10,000 random plays, shared out to one process a core. `--plays`, `--seed`, `--minutes` at most.

const text = { type: 'string' } as const;
const { values } = parseArgs({ options: { plays: text, seed: text, minutes: text } });
const asked = Number(values.plays ?? 10_000);
const seed = Number(values.seed ?? randomInt(2 ** 30));
const until = Date.now() + Number(values.minutes ?? Infinity) * 60_000;
const hands = availableParallelism();

const started = performance.now();
const played = Array<number>(hands).fill(0);
const soFar = () => played.reduce((sum, plays) => sum + plays, 0);
const server = await temporaryPostgres();
console.error(`climbing: ${asked} plays, seed ${seed}, ${hands} processes`);
const minutely = setInterval(() => console.error(`climbing: ${soFar()} plays of ${asked}`), 60_000);
try {
  const ended = await Promise.all(
    played.map((_, hand) =>
      play({
        plays: Math.floor(asked / hands) + (hand < asked % hands ? 1 : 0),
        ...{ seed: seed + hand, until },
        env: { ...process.env, TEST_POSTGRES_URL: server.url },
        tell: ({ plays }) => {
          played[hand] = plays;
        },
      }),
    ),
  );
  const { plays, acts, violations } = together(ended.map(({ season }) => season));
  const failures = ended.flatMap(({ failure }) => failure ?? []);
  const seconds = Math.round((performance.now() - started) / 1000);
  writeResult('climbing', { asked, plays, seed, seconds, acts, violations, failures });
  process.exitCode = violations.length + failures.length > 0 ? 1 : 0;
} finally {
  clearInterval(minutely);
  await server.stop();
}
