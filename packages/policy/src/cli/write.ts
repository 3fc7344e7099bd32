import { readFile, writeFile } from 'node:fs/promises';
import { relative, resolve } from 'node:path';
import { Findings, UsageError, type Io } from './io.ts';

export interface Made {
  readonly path: string;
  readonly text: string;
}

/** Writes what was made, `-` to stdout. */
export async function writeMade(made: readonly Made[], io: Io): Promise<void> {
  for (const { path, text } of made) {
    if (path === '-') io.out(text);
    else {
      await writeFile(resolve(io.cwd, path), text).catch((error: unknown) => {
        throw new UsageError(
          `cannot write ${path}: ${error instanceof Error ? error.message : String(error)}`,
        );
      });
      io.err(`wrote ${shown(path, io)}\n`);
    }
  }
}

/** Compares what was made with the files that are there. Throws {@link Findings} when one is stale. */
export async function checkMade(made: readonly Made[], io: Io, command: string): Promise<void> {
  const stale: string[] = [];
  for (const { path, text } of made) {
    if (path === '-') throw new UsageError('--check compares a file: name one by --out');
    const found = await readFile(resolve(io.cwd, path), 'utf8').catch(() => undefined);
    if (found !== text) stale.push(path);
  }
  for (const path of stale) io.out(`${shown(path, io)} is stale: run mandate-policy ${command}\n`);
  if (stale.length > 0) throw new Findings();
  io.err('fresh\n');
}

function shown(path: string, io: Io): string {
  const short = relative(io.cwd, resolve(io.cwd, path));
  return short.startsWith('..') ? path : short;
}
