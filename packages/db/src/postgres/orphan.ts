import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { PostgresUnavailable } from './errors.ts';

/** Stops the server that a start killed before it could clean up left on this data folder. */
export async function stopOrphan(data: string): Promise<boolean> {
  const pid = await runningServer(data);
  if (pid === undefined) return false;
  for (const [signal, seconds] of [
    ['SIGINT', 15],
    ['SIGQUIT', 10],
  ] as const) {
    process.kill(pid, signal);
    for (let i = 0; i < seconds * 20; i++) {
      await sleep(50);
      if ((await runningServer(data)) === undefined) return true;
    }
  }
  throw new PostgresUnavailable(`an earlier server (process ${pid}) on ${data} does not stop`);
}

/** postmaster.pid may name a process number used anew by something else: only the command line proves it. */
export async function runningServer(data: string): Promise<number | undefined> {
  const file = await readFile(join(data, 'postmaster.pid'), 'utf8').catch(() => '');
  const pid = Number(file.split('\n')[0]);
  if (!Number.isInteger(pid) || pid <= 1) return undefined;
  const commandLine = (await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')).split('\0');
  const ours = commandLine[0]?.endsWith('/postgres') === true && commandLine.includes(data);
  return ours ? pid : undefined;
}
