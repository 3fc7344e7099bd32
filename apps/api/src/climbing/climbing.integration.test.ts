import { randomInt } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openStage, season } from './testing/stage.ts';

let stage: Awaited<ReturnType<typeof openStage>>;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage?.close());

const plays = 300;

test(`${plays} random plays keep the rules of giving`, { timeout: 180_000 }, async () => {
  const seed = Number(process.env.CLIMBING_SEED ?? randomInt(2 ** 31));
  const { violation, done } = await season(stage, { plays, seed });
  process.stdout.write(`climbing: ${plays} plays, seed ${seed}, ${JSON.stringify(done)}\n`);
  expect(violation).toBeNull();
  const acts = [
    'send',
    'change',
    'accept',
    'decline',
    'resend',
    'copy',
    'edit',
    'suspend',
    'remove',
    'leave',
  ];
  for (const act of acts) expect([act, (done[act] ?? 0) > 0]).toEqual([act, true]);
});
