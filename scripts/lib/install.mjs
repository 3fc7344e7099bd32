// Runs on the system's Node with nothing installed: plain JavaScript, built-in modules only.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What node_modules must have been installed from: the lock, for this machine. */
export function lockStamp(root) {
  const hash = createHash('sha256').update(readFileSync(join(root, 'package-lock.json')));
  return hash.update(`${process.platform} ${process.arch}`).digest('hex');
}

const stampFile = (root) => join(root, 'node_modules/.mandate-installed');

export function isInstalled(root) {
  const stamp = stampFile(root);
  if (!existsSync(stamp) || !existsSync(join(root, 'node_modules/.bin/node'))) return false;
  return readFileSync(stamp, 'utf8') === lockStamp(root);
}

/** `npm ci` when node_modules does not match the lock. */
export async function install(root) {
  if (isInstalled(root)) return;
  console.log('Installing (npm ci) ...');
  const [command, ...args] = process.env.npm_execpath
    ? [process.execPath, process.env.npm_execpath]
    : ['npm'];
  // NODE_ENV=production would leave the build tools out
  const ci = [...args, 'ci', '--include=dev', '--include=optional', '--loglevel=error', '--no-progress'];
  const code = await ended(spawn(command, ci, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] }));
  if (code !== 0) throw new Error('npm ci failed: see above');
  writeFileSync(stampFile(root), lockStamp(root));
}

/** Exit code of a child process; 1 when a signal ended it or it could not start. */
export function ended(child) {
  return new Promise((resolve) => {
    child.once('error', () => resolve(1));
    child.once('exit', (code) => resolve(code ?? 1));
  });
}
