import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { root } from './lib/process.ts';

// npm run trials [-- NAME ...] [--seed N]: the long proofs, all or those named
const trials = ['policy', 'climbing'];
const args = process.argv.slice(2);
const first = args.findIndex((arg) => arg.startsWith('--'));
const named = first < 0 ? args : args.slice(0, first);
const options = first < 0 ? [] : args.slice(first);
const unknown = named.filter((name) => !trials.includes(name));
if (unknown.length > 0) {
  console.error(`no trial ${unknown.join(', ')}; there are ${trials.join(', ')}`);
  process.exit(2);
}
for (const name of named.length > 0 ? named : trials) {
  const program = join(root, 'trials', `${name}.ts`);
  const { status } = spawnSync(process.execPath, [program, ...options], { stdio: 'inherit' });
  if (status !== 0) process.exitCode = 1;
}
