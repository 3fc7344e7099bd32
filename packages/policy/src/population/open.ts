import { createReadStream } from 'node:fs';
import { resolve } from 'node:path';

/** The file of `--population`, or stdin for `-`. Read errors come from the iteration. */
export function openPopulation(
  name: string,
  from: { readonly cwd: string; readonly stdin: AsyncIterable<string | Uint8Array> },
): AsyncIterable<string | Uint8Array> {
  if (name === '-') return from.stdin;
  return createReadStream(resolve(from.cwd, name), { highWaterMark: 128 * 1024 });
}
