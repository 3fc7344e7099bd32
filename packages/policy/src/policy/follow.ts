import { createHash } from 'node:crypto';
import { watch, type FSWatcher } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { Bundle } from '../bundle.ts';
import { ownPolicies } from '../files.ts';
import type { Policy } from './policy.ts';
import { loadProven } from './prove.ts';

export interface Following {
  /** Reads the folder now. Resolves when the outcome was told; never rejects. */
  reload(): Promise<void>;
  stop(): void;
}

export interface FollowOptions {
  readonly dir?: string;
  readonly swapped: (bundle: Bundle) => void;
  /** The bundle in force stays. A {@link PolicyFilesError} names file and line of every fault. */
  readonly refused: (error: unknown) => void;
  /** Milliseconds without a change before and after the folder is read: a checkout writes many files. */
  readonly settle?: number;
}

/** Puts the files of a folder in force whenever they change and prove sound; broken ones never are. */
export function followPolicies(
  policy: Pick<Policy, 'bundle' | 'swap'>,
  { dir = ownPolicies, swapped, refused, settle = 200 }: FollowOptions,
): Following {
  let last: Promise<void> = Promise.resolve();
  let timer: NodeJS.Timeout | undefined;
  const read = async () => {
    try {
      const bundle = await whole(dir, settle);
      if (bundle.version === policy.bundle.version) return;
      policy.swap(bundle);
      swapped(bundle);
    } catch (error) {
      refused(error);
    }
  };
  // one at a time, in order: what was read last is in force at the end
  const reload = () => (last = last.then(read));
  const changed = () => {
    clearTimeout(timer);
    timer = globalThis.setTimeout(() => void reload(), settle);
  };
  const watcher = watching(dir, changed, refused);
  return {
    reload,
    stop: () => {
      clearTimeout(timer);
      watcher?.close();
    },
  };
}

/** A file is empty for a moment while it is written, and an empty one may well be sound: what is read has to last. */
async function whole(dir: string, settle: number): Promise<Bundle> {
  for (;;) {
    const before = await fingerprint(dir);
    const proved = loadProven(dir);
    await Promise.allSettled([proved]);
    await setTimeout(settle);
    if ((await fingerprint(dir)) === before) return proved;
  }
}

async function fingerprint(dir: string): Promise<string> {
  const hash = createHash('sha256');
  const entries = await readdir(dir, { recursive: true, withFileTypes: true });
  for (const path of entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))) {
    // one that has gone meanwhile makes another fingerprint as well
    const text = await readFile(path).catch(() => '');
    hash.update(`${path}\0${text.length}\0`).update(text);
  }
  return hash.digest('hex');
}

function watching(
  dir: string,
  changed: () => void,
  refused: (error: unknown) => void,
): FSWatcher | undefined {
  try {
    return watch(dir, { recursive: true, persistent: false }, changed).on('error', refused);
  } catch (error) {
    refused(error);
    return undefined;
  }
}
