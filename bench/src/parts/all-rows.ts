import { newEnforcer, newModelFromString, type Model } from 'casbin';
import { loadBundle, sliceOf, type Permission } from '../../../packages/policy/src/index.ts';
import { median } from '../measure.ts';
import { mixOf, type Mix } from '../mix.ts';
import { enforcer, functions } from '../peers/casbin.ts';
import { cedarSet } from '../peers/cedar.ts';
import { rowsOf, type Row } from '../rows.ts';
import { Table } from '../table.ts';

// one engine that holds every row; each stops where a decision or its loading takes too long
const bundle = await loadBundle();
const mostSeconds = 20;

interface Step {
  grants: number;
  rows: number;
  loadSeconds: number;
  ns: number;
}

async function climb(
  load: (
    rows: readonly Row[],
    table: Table,
  ) => Promise<(index: number) => unknown> | ((index: number) => unknown),
) {
  const steps: Step[] = [];
  let stopped = 'after the largest';
  for (const grants of [1e3, 1e4, 1e5]) {
    const table = new Table(grants);
    const rows: Row[] = [];
    for (let index = 0; index < table.pairs; index += 1)
      for (const row of rowsOf(bundle, table.read(index))) rows.push(row);
    const last = steps.at(-1);
    const factor = last ? rows.length / last.rows : 1;
    if (last && (last.loadSeconds * factor > mostSeconds || (last.ns * factor) / 1e9 > 2)) {
      stopped = `before ${grants} grants: about ${Math.ceil(last.loadSeconds * factor)} s to load, ${Math.ceil((last.ns * factor) / 1e6)} ms a decision`;
      break;
    }
    const began = performance.now();
    const decide = await load(rows, table);
    const loadSeconds = (performance.now() - began) / 1000;
    const times: number[] = [];
    for (
      let index = 0, from = performance.now();
      index < 200 && (index < 3 || performance.now() - from < 2000);
      index += 1
    ) {
      const at = performance.now();
      await decide(index);
      times.push((performance.now() - at) * 1e6);
    }
    steps.push({ grants, rows: rows.length, loadSeconds, ns: median(times) });
  }
  return { steps, stopped };
}

const streams = (table: Table) => {
  const mix = mixOf(table, Math.min(table.pairs, 1000), 1024, 1);
  return (index: number): [string, string, string, string] => [
    `u:${mix.users[index] ?? ''}`,
    `a:${mix.accounts[index] ?? ''}`,
    mix.resources[index] ?? '',
    mix.permissions[index]?.split(':')[1] ?? '',
  ];
};

const casbin = await climb(async (rows, table) => {
  const made = await enforcer(bundle.model, rows);
  const ask = streams(table);
  return (index) => made.enforceSync(...ask(index));
});
const cedar = await climb((rows, table) => {
  const decide = cedarSet(`all ${rows.length}`, rows);
  const ask = streams(table);
  return (index) => {
    const [sub, acc, res, act] = ask(index);
    return decide(sub, acc, act, res);
  };
});

const asked = (mix: Mix, index: number) =>
  [mix.permissions[index] as Permission, mix.resources[index] as string] as const;

/** Loads the rows of one pair for each question, as a filtered policy is used; the index stands in for the database. */
async function filtered() {
  const table = new Table(1e5);
  const mix = mixOf(table, 1000, 1024, 1);
  const pairs = Array.from({ length: 1000 }, (_, index) => rowsOf(bundle, table.read(index)));
  const made = await newEnforcer(newModelFromString(bundle.model));
  await functions(made);
  const adapter = {
    isFiltered: () => true,
    loadPolicy: () => Promise.resolve(),
    loadFilteredPolicy: (model: Model, pair: number) => {
      const assertion = model.model.get('p')?.get('p');
      if (assertion) assertion.policy = (pairs[pair] ?? []).map((row) => [...row]);
      return Promise.resolve();
    },
    savePolicy: () => Promise.resolve(false),
    addPolicy: () => Promise.resolve(),
    removePolicy: () => Promise.resolve(),
    removeFilteredPolicy: () => Promise.resolve(),
  };
  made.setAdapter(adapter);
  const ask = streams(table);
  const times: number[] = [];
  let agree = true;
  for (let index = 0; index < 1000; index += 1) {
    const pair = mix.pairs[index] ?? -1;
    const at = performance.now();
    await made.loadFilteredPolicy(pair);
    const answer = made.enforceSync(...ask(index));
    times.push((performance.now() - at) * 1e6);
    const right = pair >= 0 && sliceOf(bundle, table.read(pair)).can(...asked(mix, index));
    if (answer !== right) agree = false;
  }
  return { ns: median(times), agree };
}

console.log(JSON.stringify({ casbin, cedar, filtered: await filtered() }));
