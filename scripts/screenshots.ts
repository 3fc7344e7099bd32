import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryPostgres } from '@mandate/db/postgres';
import { build } from './lib/build.ts';
import { printFailure } from './lib/fault.ts';
import { root } from './lib/process.ts';
import { chromiumEnv } from './test/chromium.ts';

/** Takes every page into .data/screenshots; words name pages, for some of them only. */
const folder = join(root, '.data/screenshots');
const names = process.argv.slice(2);
const stop = new AbortController();
for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, () => stop.abort());

try {
  await build('@mandate/portal', stop.signal);
  Object.assign(process.env, await chromiumEnv(process.env));
  const server = await temporaryPostgres();
  process.env.TEST_POSTGRES_URL = server.url;
  try {
    if (names.length === 0) rmSync(folder, { recursive: true, force: true });
    const { takeAll } = await import('./screenshots/take.ts');
    const faults = await takeAll({ folder, names, signal: stop.signal, say: console.log });
    for (const fault of faults) console.error(fault);
    console.log(`Look at ${join(folder, 'index.html')}`);
    process.exitCode = faults.length > 0 ? 1 : 0;
  } finally {
    await server.stop();
  }
} catch (error) {
  printFailure(error);
  process.exitCode = 1;
}
