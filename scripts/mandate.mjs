// An operator's command beside a running Mandate: it installs nothing, whatever the lock says.
import { spawn } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ended } from './lib/install.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const args = [
  '--disable-warning=ExperimentalWarning',
  join(root, 'scripts/mandate.ts'),
  ...process.argv.slice(2),
];
const child = spawn(join(root, 'node_modules/.bin/node'), args, { stdio: 'inherit' });
child.once('error', () => console.error('Nothing is installed here yet: run npm start first.'));
process.exitCode = await ended(child);
