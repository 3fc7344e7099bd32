import { loadBundle } from '../../../packages/policy/src/index.ts';
import { decideWith, ours } from '../contenders.ts';
import { race } from '../measure.ts';
import { mixOf } from '../mix.ts';
import { hot, Table } from '../table.ts';

// the same 1,000 pairs, with 1,000 to 10,000,000 grants behind them, all at once in one process
const bundle = await loadBundle();
const sizes = [1e3, 1e4, 1e5, 1e6, 1e7];
const contenders = [];
for (const grants of sizes) {
  const table = new Table(grants);
  const policy = await ours(bundle, table, hot);
  // what stands behind is read now and then, so that it is there
  const step = Math.ceil(table.pairs / 2000);
  for (let index = hot; index < table.pairs; index += step) await policy.load(table.pair(index), 'strict');
  for (let index = 0; index < hot; index += 1) await policy.load(table.pair(index), 'cached');
  contenders.push({ name: String(grants), decide: decideWith(policy, mixOf(table, hot, 16_384, 1)) });
}
const results = race(contenders, 16_384);
console.log(JSON.stringify({ ns: Object.fromEntries([...results].map(([name, { ns }]) => [name, ns])) }));
