const first = 2_000;
const longest = 15 * 60_000;

/** Doubles with every attempt up to a quarter of an hour; half of it is chance, so that a crowd spreads out. */
export function backoffMs(attempts: number, chance: () => number = Math.random): number {
  const full = Math.min(longest, first * 2 ** Math.min(attempts - 1, 20));
  return full / 2 + (full / 2) * chance();
}
