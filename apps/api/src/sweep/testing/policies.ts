import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadBundle, ownPolicies, type Bundle } from '@mandate/policy';

/** The policy files with one of them changed, loaded as strictly as ever. */
export async function changedPolicies(file: string, change: (text: string) => string): Promise<Bundle> {
  const dir = await mkdtemp(join(tmpdir(), 'mandate-policies-'));
  try {
    await cp(ownPolicies, dir, { recursive: true });
    const text = await readFile(join(dir, file), 'utf8');
    const changed = change(text);
    if (changed === text) throw new Error(`nothing changed in ${file}`);
    await writeFile(join(dir, file), changed);
    return await loadBundle(dir);
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}

/** Drops the lines about `permission`. */
export const without =
  (permission: string) =>
  (text: string): string => {
    const action = permission.split(':')[1];
    const area = permission.split(':')[0];
    const row = new RegExp(`^p, role:[^,]+, \\*, ${area}[^,]*/\\*\\*, ${action}, allow\\n`, 'm');
    return text.replace(row, '');
  };

/** Drops every row and keeps the comments. */
export const withoutRows = (text: string): string => text.replace(/^[pg],.*\n/gm, '');
