import { existsSync } from 'node:fs';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stopOrphan } from './orphan.ts';
import { startPostgres, type RunningPostgres } from './start.ts';

const prefix = 'mandate-test-';

/** A non-durable server for one test run; also clears what killed runs left behind. */
export async function temporaryPostgres(): Promise<RunningPostgres> {
  await sweep();
  const dir = await mkdtemp(join(tmpdir(), `${prefix}${process.pid}-`));
  const server = await startPostgres({ dir, durable: false });
  const stop = async () => {
    await server.stop();
    await rm(dir, { recursive: true, force: true });
  };
  return { ...server, stop };
}

async function sweep(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    const maker = new RegExp(`^${prefix}(\\d+)-`).exec(name)?.[1];
    if (!maker || existsSync(`/proc/${maker}`)) continue;
    const dir = join(tmpdir(), name);
    await stopOrphan(join(dir, 'data')).catch(() => false);
    await rm(dir, { recursive: true, force: true }).catch(() => undefined);
  }
}
