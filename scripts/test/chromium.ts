import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Fault } from '../lib/fault.ts';
import { ended } from '../lib/install.mjs';
import { root } from '../lib/process.ts';

/** The environment that a browser test needs to find a Chromium that starts. */
export async function chromiumEnv(env: NodeJS.ProcessEnv): Promise<Record<string, string>> {
  if (env.CHROMIUM_PATH) return { CHROMIUM_PATH: env.CHROMIUM_PATH };
  const installed = ['/usr/bin/chromium', '/usr/bin/google-chrome'].find((path) => existsSync(path));
  if (installed) return { CHROMIUM_PATH: installed };

  const dir = join(root, 'node_modules/.cache/chromium');
  if (!existsSync(dir)) await unpack(dir);
  const found = { CHROMIUM_PATH: join(dir, 'chromium'), FONTCONFIG_PATH: join(dir, 'fonts') };
  // the system's own libraries where it has them, the packed ones on a bare machine
  const attempts: Record<string, string>[] = [{}, { LD_LIBRARY_PATH: join(dir, 'al2023/lib') }];
  for (const more of attempts) {
    if (starts(found.CHROMIUM_PATH, { ...env, ...more })) return { ...found, ...more };
  }
  throw new Fault('The packed Chromium does not start here: set CHROMIUM_PATH to a Chromium of your own.');
}

/** Once and in one process: several at a time would run a file that is still being written. */
async function unpack(dir: string): Promise<void> {
  const fresh = `${dir}.${process.pid}`;
  await mkdir(fresh, { recursive: true });
  const code = `await (await import('@sparticuz/chromium')).default.executablePath()`;
  // it unpacks into the temporary folder, and its libraries only where it believes to be on Lambda
  const env = { ...process.env, TMPDIR: fresh, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x' };
  const child = spawn(process.execPath, ['--input-type=module', '-e', code], {
    cwd: root,
    env,
    stdio: 'inherit',
  });
  if ((await ended(child)) !== 0) throw new Fault('Chromium could not be unpacked.');
  await rm(dir, { recursive: true, force: true });
  await rename(fresh, dir);
}

function starts(path: string, env: NodeJS.ProcessEnv): boolean {
  return (
    spawnSync(path, ['--no-sandbox', '--headless', '--version'], { env, stdio: 'ignore', timeout: 20_000 })
      .status === 0
  );
}
