import type { Figures } from './figures.ts';

export interface Target {
  readonly what: string;
  readonly wanted: string;
  readonly measured: string;
  readonly reached: boolean;
}

const times = (value: number) => `${value >= 10 ? Math.round(value) : value.toFixed(2)}×`;
const ms = (value: number) => `${value.toFixed(value < 1 ? 3 : 1)} ms`;

/** The aims that were set beforehand, with what came of each. */
export function targets({ slices, flat, hotSets, limits }: Figures): Target[] {
  const ns = (name: string) => slices.ns[name] ?? Number.NaN;
  const casbin = ns('Casbin enforceSync') / ns('can');
  const casl = ns('can') / Math.min(ns('CASL, a subject type a resource'), ns('CASL, conditions'));
  const all = Object.values(flat.ns);
  const spread = Math.max(...all) / Math.min(...all);
  const under = (what: string, most: number, value: number, also = ''): Target => ({
    what,
    wanted: `under ${most} ms`,
    measured: ms(value) + also,
    reached: value < most,
  });
  const within = (what: string, most: number, value: number): Target => ({
    what,
    wanted: `at most ${most}×`,
    measured: times(value),
    reached: value <= most,
  });
  const tail = ({ p99 }: { p99: number }) => ` (99 of 100 under ${ms(p99)})`;
  return [
    {
      what: 'A warm `can` against plain `enforceSync` on the slice of about thirty rows, 1,000 hot pairs',
      wanted: 'at least 500× faster',
      measured: times(casbin),
      reached: casbin >= 500,
    },
    within('The same hot set, slowest to quickest with 10³ to 10⁷ grants behind it', 1.3, spread),
    ...hotSets.map(({ pairs, can, maps }) =>
      within(`Against nested Maps, ${pairs.toLocaleString('en')} hot pairs`, 3, can / maps),
    ),
    within('Against the quicker of two ways to use CASL, same mix', 3, casl),
    under('First decision of a cold pair, slice in memory', 0.5, limits.cold.p50, tail(limits.cold)),
    under(
      'The same with 5,000 grants of one domain each',
      0.5,
      limits.singleDomains.first.p50,
      tail(limits.singleDomains.first),
    ),
    under(
      '1,000 different questions in one `batch`, asked before',
      1,
      limits.batch.again.p50,
      tail(limits.batch.again),
    ),
    under('The same, never asked before', 1, limits.batch.first.p50, tail(limits.batch.first)),
    under('`whoCan` over 10,000 members: the longest it holds the event loop', 20, limits.whoCan.ms),
    under(
      'Loading 5,000 grants of one domain each, and all permissions: the event loop',
      20,
      limits.loading.ms,
    ),
  ];
}
