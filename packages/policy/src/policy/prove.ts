import { setImmediate } from 'node:timers/promises';
import { loadBundle, type Bundle } from '../bundle.ts';
import { readCases } from '../cases/read.ts';
import { resultsOf } from '../cases/run.ts';
import { PolicyFilesError, type Fault } from '../faults.ts';
import { ownPolicies } from '../files.ts';
import { smokeTest } from './smoke.ts';

/**
 * Reads a folder of policy files and lets Casbin answer for them before anybody is: lint, smoke test, and every case
 * in `cases/`. Rejects with {@link PolicyFilesError}: file, line and what is wrong there.
 */
export async function loadProven(dir: string = ownPolicies): Promise<Bundle> {
  const bundle = await loadBundle(dir);
  smokeTest(bundle);
  const faults: Fault[] = [];
  for (const file of await readCases(bundle, dir)) {
    await setImmediate();
    for (const { passed, line, name, expected, got } of await resultsOf(bundle, [file])) {
      const message = `${name}: expected ${expected}, got ${got}`;
      const suggestion = 'run mandate-policy test';
      if (!passed) faults.push({ file: file.file, line, column: 1, message, suggestion });
    }
  }
  if (faults.length > 0) throw new PolicyFilesError(faults);
  return bundle;
}
