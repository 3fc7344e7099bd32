import { setImmediate } from 'node:timers/promises';

/** To be awaited between the steps of long work: lets other requests have their turn every few milliseconds. */
export function breather(everyMs = 5): () => Promise<void> {
  let since = performance.now();
  return async () => {
    if (performance.now() - since < everyMs) return;
    await setImmediate();
    since = performance.now();
  };
}

/** `work` on each of `items` in order, with breath between them. */
export async function mapBreathing<T, R>(
  items: readonly T[],
  work: (item: T, index: number) => R | Promise<R>,
): Promise<R[]> {
  const breathe = breather();
  const done: R[] = [];
  for (const [index, item] of items.entries()) {
    done.push(await work(item, index));
    await breathe();
  }
  return done;
}
