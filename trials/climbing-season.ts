import { openStage, season } from '../apps/api/src/climbing/testing/stage.ts';

const [plays = 0, seed = 0, until = Infinity] = process.argv.slice(2).map(Number);
const stage = await openStage();
const result = await season(stage, { plays, seed, until });
await stage.close();
process.send?.(result, () => process.disconnect());
