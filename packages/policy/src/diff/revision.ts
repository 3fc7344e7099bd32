import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve, sep } from 'node:path';
import { promisify } from 'node:util';
import { SideError } from './side-error.ts';

const run = promisify(execFile);
const most = 64 * 1024 * 1024;

/** Runs git without a shell; a failure says what was asked for. */
async function git(folder: string, args: readonly string[], failure: string): Promise<Buffer> {
  try {
    const options = { encoding: 'buffer', maxBuffer: most } as const;
    return (await run('git', ['-C', folder, ...args], options)).stdout;
  } catch (cause) {
    const missing = cause instanceof Error && 'code' in cause && cause.code === 'ENOENT';
    throw new SideError(missing ? 'git is needed to look at a revision, and is not here' : failure, {
      cause,
    });
  }
}

/** Lays the folder out as it was at a revision, for as long as `task` needs it. */
export async function withRevision<T>(
  revision: string,
  folder: string,
  task: (copy: string) => Promise<T>,
): Promise<T> {
  const unknown = `${revision} is neither a folder nor a git revision of ${folder}`;
  const verify = ['rev-parse', '--verify', '--quiet', '--end-of-options', `${revision}^{commit}`];
  const commit = (await git(folder, verify, unknown)).toString().trim().split('\n').at(-1) ?? '';
  const prefix = (await git(folder, ['rev-parse', '--show-prefix'], unknown)).toString().replace(/\n$/, '');
  const listing = await git(
    folder,
    ['ls-tree', '-r', '-z', '--full-tree', commit, '--', prefix || '.'],
    unknown,
  );
  const files = blobs(listing.toString(), prefix);
  if (files.length === 0) throw new SideError(`${revision} has no files in ${prefix}`);
  const copy = await mkdtemp(join(tmpdir(), 'mandate-policy-'));
  try {
    for (const { path, hash } of files) {
      const target = resolve(copy, path);
      if (!target.startsWith(copy + sep)) throw new SideError(`${revision} names a file outside its folder`);
      await mkdir(dirname(target), { recursive: true });
      await writeFile(
        target,
        await git(folder, ['cat-file', 'blob', hash], `${revision}: cannot read ${path}`),
      );
    }
    return await task(copy);
  } finally {
    await rm(copy, { recursive: true });
  }
}

/** Plain files of `git ls-tree -z`; links lead elsewhere and are left out. */
function blobs(listing: string, prefix: string): { path: string; hash: string }[] {
  return listing.split('\0').flatMap((entry) => {
    const [, hash = '', path = ''] = /^100\d{3} blob ([0-9a-f]+)\t(.*)$/s.exec(entry) ?? [];
    return path.startsWith(prefix) && hash !== '' ? [{ path: path.slice(prefix.length), hash }] : [];
  });
}
