/** Milliseconds that only ever go forward; their zero means nothing. */
export type Monotonic = () => number;

/** So many answers are given before the clock is read again within one turn. */
const reads = 32;

/**
 * A monotonic clock for hot paths. It is read once in a turn of the event loop, and again every 32 times it is asked:
 * what runs without a break happens at one instant, and reading the real clock costs as much as a decision.
 */
export function turnClock(clock: Monotonic = () => performance.now()): Monotonic {
  let at = 0;
  let left = 0;
  let waiting = false;
  const turn = () => {
    left = 0;
    waiting = false;
  };
  return () => {
    if (left-- > 0) return at;
    if (!waiting) {
      waiting = true;
      queueMicrotask(turn);
    }
    left = reads - 1;
    at = clock();
    return at;
  };
}
