import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './lib/process.ts';

// the other libraries have a lock of their own, so that they never reach the product
const bench = join(root, 'bench');
const installed = join(bench, 'node_modules/.package-lock.json');
const lock = join(bench, 'package-lock.json');
const run = (command: string, ...args: string[]) =>
  spawnSync(command, args, { cwd: bench, stdio: 'inherit' }).status ?? 1;

const stale = !existsSync(installed) || statSync(installed).mtimeMs < statSync(lock).mtimeMs;
process.exitCode = stale ? run('npm', 'ci', '--workspaces=false', '--loglevel=error') : 0;
if (process.exitCode === 0) process.exitCode = run(process.execPath, join(bench, 'src/main.ts'));
