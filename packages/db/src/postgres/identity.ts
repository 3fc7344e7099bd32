import { spawnSync } from 'node:child_process';
import { chownSync, existsSync, statSync } from 'node:fs';
import type { Binaries } from './binaries.ts';
import { PostgresUnavailable } from './errors.ts';

/** How to run PostgreSQL, which refuses uid 0: a command prefix, or a uid to drop to. */
export interface Identity {
  prefix: string[];
  ids: { uid?: number; gid?: number };
}

const plain: Identity = { prefix: [], ids: {} };
const mapped: Identity = { prefix: ['unshare', '-U', '--map-user=1000', '--map-group=1000'], ids: {} };
const nobody: Identity = { prefix: [], ids: { uid: 65534, gid: 65534 } };

/** `data` decides when it exists: PostgreSQL only opens a folder that its own user owns. */
export function chooseIdentity(binaries: Binaries, dir: string, data: string): Identity {
  if (process.getuid?.() !== 0) return plain;
  const owner = existsSync(data) ? statSync(data) : undefined;
  const candidates = owner
    ? [owner.uid === 0 ? mapped : { prefix: [], ids: { uid: owner.uid, gid: owner.gid } }]
    : [mapped, nobody];
  const found = candidates.find((identity) => works(identity, binaries, dir));
  if (!found) {
    throw new PostgresUnavailable(
      'it refuses to run as root, and neither a user namespace nor another user that can read this folder is available',
    );
  }
  return found;
}

function works(identity: Identity, binaries: Binaries, dir: string): boolean {
  if (identity.ids.uid !== undefined) chownSync(dir, identity.ids.uid, identity.ids.gid ?? identity.ids.uid);
  const [command = '', ...args] = [...identity.prefix, binaries.postgres, '--version'];
  const ran = spawnSync(command, args, { ...identity.ids, cwd: dir, stdio: 'ignore' }).status === 0;
  if (!ran && identity.ids.uid !== undefined) chownSync(dir, 0, 0);
  return ran;
}
