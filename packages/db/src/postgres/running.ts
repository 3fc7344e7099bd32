import { readFile, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { runningServer } from './orphan.ts';

/** The port of the server that runs on this folder, as it wrote it down itself; nothing when none runs. */
export async function runningPort(dir: string): Promise<number | undefined> {
  const data = join(await realpath(dir).catch(() => dir), 'data');
  if ((await runningServer(data)) === undefined) return undefined;
  const [, , , port] = (await readFile(join(data, 'postmaster.pid'), 'utf8')).split('\n');
  return Number(port) || undefined;
}
