import type { Figures } from './figures.ts';
import { targets } from './targets.ts';

const nice = (ns: number) =>
  ns >= 1e6
    ? `${(ns / 1e6).toFixed(1)} ms`
    : ns >= 1e4
      ? `${(ns / 1e3).toFixed(0)} µs`
      : `${ns.toFixed(0)} ns`;
const count = (value: number) => Math.round(value).toLocaleString('en');
const table = (head: string[], rows: string[][]) =>
  [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');

/** The figures as they are committed. */
export function report(figures: Figures): string {
  const { slices, flat, allRows, hotSets, limits } = figures;
  const can = slices.ns['can'] ?? Number.NaN;
  return [
    '# Figures',
    `Made by \`npm run bench\` at ${figures.commit}, ${figures.date}, on ${figures.machine}, Node ${figures.node}, in ` +
      `${Math.round(figures.seconds)} s. Medians of rounds in which all took turns; ratios carry further than times.`,
    '## Aims',
    table(
      ['', 'Aim', 'Measured', ''],
      targets(figures).map(({ what, wanted, measured, reached }) => [
        what,
        wanted,
        measured,
        reached ? 'reached' : '**missed**',
      ]),
    ),
    '## One decision',
    `1,000 hot pairs, ${count(slices.rows)} rows each when written out; 16,384 different requests in no order, ` +
      `${Math.round(slices.allowed * 100)} % allowed. Everybody has in memory what concerns the pair and finds it by ` +
      `user and account. ${slices.disagree.length === 0 ? 'All gave the same answers.' : `Other answers: ${slices.disagree.join(', ')}.`}`,
    table(
      ['', 'A decision', 'Times a warm `can`'],
      Object.entries(slices.ns)
        .sort(([, a], [, b]) => a - b)
        .map(([name, ns]) => [name, nice(ns), `${(ns / can).toFixed(ns / can < 10 ? 2 : 0)}×`]),
    ),
    '## What stands behind',
    'The same 1,000 hot pairs.',
    table(
      ['Grants behind', 'A decision'],
      Object.entries(flat.ns).map(([grants, ns]) => [count(Number(grants)), nice(ns)]),
    ),
    'One engine with every row, and Casbin with a filter (its rows are loaded anew for each question):',
    table(
      ['', 'Grants', 'Rows', 'Loading', 'A decision'],
      [
        ...allRows.casbin.steps.map((step) => ['Casbin, every row', step] as const),
        ...allRows.cedar.steps.map((step) => ['cedar-wasm, every row', step] as const),
      ]
        .map(([name, step]) => [
          name,
          count(step.grants),
          count(step.rows),
          `${step.loadSeconds.toFixed(1)} s`,
          nice(step.ns),
        ])
        .concat([
          [
            allRows.filtered.agree ? 'Casbin, filtered' : 'Casbin, filtered (other answers)',
            'any',
            count(slices.rows),
            'in each',
            nice(allRows.filtered.ns),
          ],
        ]),
    ),
    `Casbin with every row ends ${allRows.casbin.stopped}. cedar-wasm ends ${allRows.cedar.stopped}. CASL keeps an ` +
      'ability for each person, so nothing stands behind it but what its owner loads.',
    '## Hot sets',
    'Nested Maps hold the very answers over user, account, resource and permission, and know nothing else.',
    table(
      [
        'Hot pairs',
        '`can`',
        'Nested Maps',
        'Ratio',
        'Bytes a pair, loaded',
        'with answers',
        'Load',
        'First answer',
      ],
      hotSets.map((set) => [
        count(set.pairs),
        nice(set.can),
        nice(set.maps),
        `${(set.can / set.maps).toFixed(2)}×`,
        count(set.bytes.loaded),
        count(set.bytes.answered),
        `${set.loadUs.toFixed(0)} µs`,
        `${set.firstAnswerUs.toFixed(0)} µs`,
      ]),
    ),
    'Bytes count the grants themselves, one in the first 1,000 pairs and three in the others, with ids of their own.',
    '## The first time, and many at once',
    table(
      ['', 'Median', '99 of 100', 'Most'],
      (
        [
          ['First decision of a cold pair', limits.cold],
          ['5,000 single domains: load', limits.singleDomains.load],
          ['5,000 single domains: first decision', limits.singleDomains.first],
          ['5,000 single domains: second decision', limits.singleDomains.next],
          ['Batch of 1,000, never asked before', limits.batch.first],
          ['Batch of 1,000, asked before', limits.batch.again],
        ] as const
      ).map(([name, { p50, p99, most }]) => [name, ...[p50, p99, most].map((ms) => `${ms.toFixed(3)} ms`)]),
    ),
    `\`whoCan\` over 10,000 members found ${limits.whoCan.result.found} in ${limits.whoCan.result.tookMs.toFixed(0)} ms ` +
      `and held the event loop for ${limits.whoCan.ms.toFixed(1)} ms at most.`,
  ].join('\n\n');
}
