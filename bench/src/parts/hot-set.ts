import { loadBundle } from '../../../packages/policy/src/index.ts';
import { decideWith, ours } from '../contenders.ts';
import { race } from '../measure.ts';
import { mixOf } from '../mix.ts';
import { NestedMaps } from '../peers/maps.ts';
import { Table } from '../table.ts';

// hot sets of growing size against nested Maps that hold the very answers
const pairs = Number(process.argv[2]);
const bundle = await loadBundle();
const table = new Table(1000 + pairs * 3);
const size = Math.max(16_384, pairs);
const mix = mixOf(table, pairs, size, 1);
// the same questions in texts of their own: what is kept was read another time than what is asked
const before = mixOf(table, pairs, size, 1);
const heap = () => {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed;
};
const empty = heap();
const beganLoad = performance.now();
const policy = await ours(bundle, table, pairs);
const loaded = heap();
const loadMs = performance.now() - beganLoad;
const mine = decideWith(policy, mix);
const beganFill = performance.now();
const first = decideWith(policy, before);
const answers = Array.from({ length: size }, (_, index) => first(index));
const fillMs = performance.now() - beganFill;
const filled = heap();
const maps = new NestedMaps();
for (let index = 0; index < size; index += 1)
  maps.set(
    before.users[index] as string,
    before.accounts[index] as string,
    before.resources[index] as string,
    before.permissions[index] as string,
    answers[index] as boolean,
  );
const mapBytes = heap() - filled;
const results = race(
  [
    { name: 'can', decide: mine },
    {
      name: 'maps',
      decide: (index) =>
        maps.can(
          mix.users[index] as string,
          mix.accounts[index] as string,
          mix.resources[index] as string,
          mix.permissions[index] as string,
        ),
    },
  ],
  size,
  pairs > 100_000 ? 5 : 9,
);
const ns = (name: string) => results.get(name)?.ns;
console.log(
  JSON.stringify({
    pairs,
    can: ns('can'),
    maps: ns('maps'),
    agree: results.get('can')?.answers === results.get('maps')?.answers,
    bytes: { loaded: (loaded - empty) / pairs, answered: (filled - empty) / pairs, maps: mapBytes / pairs },
    loadUs: (loadMs * 1000) / pairs,
    firstAnswerUs: (fillMs * 1000) / size,
    kept: policy.size,
  }),
);
