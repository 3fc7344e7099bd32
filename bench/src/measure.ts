/** Decides request number `index` of the mix. */
export type Decide = (index: number) => boolean;

export interface Measured {
  /** Nanoseconds a decision, the median of the rounds. */
  readonly ns: number;
  /** Answers to the first requests, for comparison with the others. */
  readonly answers: string;
}

interface Contender {
  readonly name: string;
  readonly decide: Decide;
}

const sample = 400;

/** What one round of one contender takes at least, in milliseconds; the first two rounds only warm up. */
const least = 120;

/** Runs all side by side, round by round, so that what disturbs one disturbs the others too. */
export function race(contenders: readonly Contender[], size: number, rounds = 9): Map<string, Measured> {
  const times = new Map(contenders.map(({ name }) => [name, [] as number[]]));
  const answers = new Map(
    contenders.map(({ name, decide }) => [
      name,
      Array.from({ length: Math.min(size, sample) }, (_, index) => (decide(index) ? 1 : 0)).join(''),
    ]),
  );
  for (let round = -2; round < rounds; round += 1) {
    for (const { name, decide } of contenders) {
      const ns = time(decide, size);
      if (round >= 0) times.get(name)?.push(ns);
    }
  }
  return new Map(
    contenders.map(({ name }) => [
      name,
      { ns: median(times.get(name) ?? []), answers: answers.get(name) ?? '' },
    ]),
  );
}

let sink = 0;

/** Goes through the stream, again from its start where it is short, and breaks off where the contender is slow. */
function time(decide: Decide, size: number): number {
  const began = performance.now();
  let count = 0;
  let chunk = 16;
  for (let from = 0, spent = 0; spent < least; from = (from + chunk) % size) {
    if (spent < least / 8) chunk = Math.min(chunk * 2, size);
    const to = Math.min(size, from + chunk);
    for (let index = from; index < to; index += 1) if (decide(index)) sink += 1;
    count += to - from;
    spent = performance.now() - began;
  }
  return ((performance.now() - began) * 1e6) / count;
}

export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

export const allowedSoFar = (): number => sink;
