import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { loadBundle, type Bundle } from '../bundle.ts';
import { PolicyFilesError } from '../faults.ts';
import { withRevision } from './revision.ts';
import { SideError } from './side-error.ts';

/**
 * Loads one side: a folder (from `cwd`), or else a git revision of the repository that holds the folder `policies`.
 * Throws {@link SideError} with all faults of the files.
 */
export async function loadSide(name: string, policies: string, cwd: string): Promise<Bundle> {
  try {
    const folder = resolve(cwd, name);
    const found = await stat(folder).catch(() => undefined);
    if (found?.isDirectory()) return await loadBundle(folder);
    return await withRevision(name, policies, loadBundle);
  } catch (error) {
    if (error instanceof PolicyFilesError) {
      throw new SideError(`the policy files of ${name} do not load:\n${error.message}`, { cause: error });
    }
    throw error;
  }
}
