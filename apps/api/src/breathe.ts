import { setImmediate } from 'node:timers/promises';

/** To be awaited between the steps of long work: lets other requests have their turn every ten milliseconds. */
export function breather(everyMs = 10): () => Promise<void> {
  let since = performance.now();
  return async () => {
    if (performance.now() - since < everyMs) return;
    await setImmediate();
    since = performance.now();
  };
}
