import type { Enforcer } from 'casbin';
import { loadBundle } from '../../../packages/policy/src/index.ts';
import { byPair, decideWith, ours } from '../contenders.ts';
import { median, race, type Decide } from '../measure.ts';
import { mixOf } from '../mix.ts';
import { enforcer } from '../peers/casbin.ts';
import { conditions, direct } from '../peers/casl.ts';
import { cedarSet } from '../peers/cedar.ts';
import { NestedMaps } from '../peers/maps.ts';
import { rowsOf } from '../rows.ts';
import { hot, Table } from '../table.ts';

// a hot set of 1,000 pairs: everybody has in memory what concerns each pair, about thirty rows of it
const bundle = await loadBundle();
const table = new Table(10_000);
const mix = mixOf(table, hot, 16_384, 1);
const rows = Array.from({ length: hot }, (_, index) => rowsOf(bundle, table.read(index)));
const actions = mix.permissions.map((permission) => permission.split(':')[1] ?? '');
const at = <T>(list: readonly T[], index: number): T => list[index] as T;

const enforcers: Enforcer[] = [];
for (const list of rows) enforcers.push(await enforcer(bundle.model, list));
const subs = mix.users.map((user) => `u:${user}`);
const accs = mix.accounts.map((account) => `a:${account}`);
const casbin = byPair(table, hot, (index) => at(enforcers, index));
const caslDirect = byPair(table, hot, (index) => direct(at(rows, index)));
const caslConditions = byPair(table, hot, (index) => conditions(at(rows, index)));
const cedar = byPair(table, hot, (index) => cedarSet(`pair ${index}`, at(rows, index)));
const policy = await ours(bundle, table, hot);
const mine = decideWith(policy, mix);
// kept under texts of their own, as what is kept was read another time than what is asked
const before = mixOf(table, hot, mix.size, 1);
const first = decideWith(policy, before);
const maps = new NestedMaps();
for (let index = 0; index < mix.size; index += 1)
  maps.set(
    at(before.users, index),
    at(before.accounts, index),
    at(before.resources, index),
    at(before.permissions, index),
    first(index),
  );
// what Casbin takes when one pair asks all the time, so that its memory is always near; other answers, of course
const onePair = 'Casbin enforceSync, always the same pair';
const single = at(enforcers, 0);

const withCasl =
  (abilities: typeof caslDirect): Decide =>
  (index) =>
    abilities(at(mix.users, index), at(mix.accounts, index))?.(
      at(actions, index),
      at(mix.resources, index),
    ) === true;
const contenders = [
  { name: 'can', decide: mine },
  {
    name: 'nested Maps',
    decide: (index: number) =>
      maps.can(
        at(mix.users, index),
        at(mix.accounts, index),
        at(mix.resources, index),
        at(mix.permissions, index),
      ),
  },
  { name: 'CASL, a subject type a resource', decide: withCasl(caslDirect) },
  { name: 'CASL, conditions', decide: withCasl(caslConditions) },
  {
    name: 'Casbin enforceSync',
    decide: (index: number) =>
      casbin(at(mix.users, index), at(mix.accounts, index))?.enforceSync(
        at(subs, index),
        at(accs, index),
        at(mix.resources, index),
        at(actions, index),
      ) === true,
  },
  {
    name: onePair,
    decide: (index: number) =>
      single.enforceSync('u:usr_0', 'a:acc_0', at(mix.resources, index), at(actions, index)),
  },
  {
    name: 'cedar-wasm',
    decide: (index: number) =>
      cedar(at(mix.users, index), at(mix.accounts, index))?.(
        at(subs, index),
        at(accs, index),
        at(actions, index),
        at(mix.resources, index),
      ) === true,
  },
];
const results = race(contenders, mix.size);
const answers = [...(results.get('can')?.answers ?? '')];

// the same asynchronously, one after the other as a request handler would
const waits: number[] = [];
for (let index = 0; index < 3000; index += 1) {
  const own = casbin(at(mix.users, index), at(mix.accounts, index));
  const began = performance.now();
  await own?.enforce(at(subs, index), at(accs, index), at(mix.resources, index), at(actions, index));
  waits.push((performance.now() - began) * 1e6);
}

console.log(
  JSON.stringify({
    rows: rows.reduce((sum, list) => sum + list.length, 0) / hot,
    allowed: answers.filter((answer) => answer === '1').length / answers.length,
    disagree: [...results]
      .filter(([name, { answers }]) => name !== onePair && answers !== results.get('can')?.answers)
      .map(([name]) => name),
    ns: {
      ...Object.fromEntries([...results].map(([name, { ns }]) => [name, ns])),
      'Casbin enforce': median(waits),
    },
  }),
);
