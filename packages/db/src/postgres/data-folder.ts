import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, existsSync } from 'node:fs';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Binaries } from './binaries.ts';
import { PostgresUnavailable } from './errors.ts';
import type { Identity } from './identity.ts';

/** Makes the data folder once; a half-made one of an interrupted start is thrown away. Returns the password. */
export async function ensureDataFolder(
  dir: string,
  binaries: Binaries,
  identity: Identity,
  durable: boolean,
): Promise<string> {
  const data = join(dir, 'data');
  const passwordFile = join(dir, 'password');
  if (existsSync(data)) return readFile(passwordFile, 'utf8');

  const fresh = join(dir, 'data.new');
  await rm(fresh, { recursive: true, force: true });
  await mkdir(fresh, { mode: 0o700 });
  const password = randomBytes(24).toString('base64url');
  await writeFile(passwordFile, password, { mode: 0o600 });
  const { uid, gid } = identity.ids;
  if (uid !== undefined) for (const path of [fresh, passwordFile]) chownSync(path, uid, gid ?? uid);

  const locale = ['--no-locale', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--encoding=UTF8'];
  const access = ['-U', 'postgres', '--auth=scram-sha-256', `--pwfile=${passwordFile}`];
  const sync = durable ? [] : ['--no-sync'];
  await run(identity, dir, [binaries.initdb, '-D', fresh, ...access, ...locale, ...sync]);
  await rename(fresh, data);
  return password;
}

async function run(identity: Identity, cwd: string, commandLine: string[]): Promise<void> {
  const [command = '', ...args] = [...identity.prefix, ...commandLine];
  const child = spawn(command, args, { ...identity.ids, cwd, stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  if (code !== 0) throw new PostgresUnavailable(said.trim().split('\n')[0] ?? `initdb ended with ${code}`);
}
