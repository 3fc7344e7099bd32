import { openStage, season, type Season } from '../apps/api/src/climbing/testing/stage.ts';

/** What a process tells of its plays, as they come: it counts however the process ends. */
export interface Told extends Season {
  /** Why it came no further. */
  failure?: string;
}

const [plays = 0, seed = 0, until = Infinity] = process.argv.slice(2).map(Number);

let last: Told = { plays: 0, violation: null, tally: {} };
let told = 0;
function tell(soFar: Season): void {
  last = soFar;
  if (Date.now() - told < 1_000) return;
  told = Date.now();
  process.send?.(soFar);
}

try {
  const stage = await openStage();
  last = await season(stage, { plays, seed, until, tell });
  await stage.close();
  process.send?.(last, () => process.disconnect());
} catch (error) {
  const failure = error instanceof Error ? error.message : String(error);
  process.send?.({ ...last, failure }, () => process.exit(1));
}
