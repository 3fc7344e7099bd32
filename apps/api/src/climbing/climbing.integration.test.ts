import { afterAll, beforeAll, expect, test } from 'vitest';
import { openStage, season } from './testing/stage.ts';
import { kinds, unasked } from './testing/steps.ts';

let stage: Awaited<ReturnType<typeof openStage>>;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage?.close());

const plays = 300;

test(`${plays} random plays keep the rules of giving`, { timeout: 180_000 }, async () => {
  const seed = Number(process.env.CLIMBING_SEED ?? 20_261_122);
  const { violation, tally } = await season(stage, { plays, seed });
  process.stdout.write(`climbing: ${plays} plays, seed ${seed}, ${JSON.stringify(tally)}\n`);
  expect(violation).toBeNull();
  // a rule that nothing tries proves nothing: each act was done, and refused where somebody asks for it
  const never = kinds.flatMap((kind) => {
    const { OK: done = 0, ...refused } = tally[kind] ?? {};
    const asked = !unasked.some((one) => one === kind);
    return [
      ...(done > 0 ? [] : [`${kind} done`]),
      ...(asked && Object.keys(refused).length === 0 ? [`${kind} refused`] : []),
    ];
  });
  expect(never).toEqual([]);
});
