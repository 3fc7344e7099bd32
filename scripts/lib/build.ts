import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { Fault } from './fault.ts';
import { ended } from './install.mjs';
import { root } from './process.ts';

/** Builds what needs building; unchanged sources come from Turborepo's cache. */
export async function build(...filters: string[]): Promise<void> {
  const args = ['run', 'build', '--output-logs=errors-only', '--log-order=grouped', '--no-update-notifier'];
  const child = spawn(
    join(root, 'node_modules/.bin/turbo'),
    [...args, ...filters.map((f) => `--filter=${f}`)],
    {
      cwd: root,
      env: {
        ...process.env,
        TURBO_TELEMETRY_DISABLED: '1',
        TURBO_PRINT_VERSION_DISABLED: '1',
        NODE_ENV: undefined,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => (output += text));
  }
  if ((await ended(child)) !== 0) throw new Fault(`The build failed:\n${output.trim()}`);
}
