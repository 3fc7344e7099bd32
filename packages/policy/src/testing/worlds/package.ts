import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { buildBundle } from '../../bundle.ts';
import type { createPolicy } from '../../policy/policy.ts';
import type { covers } from '../../rights.ts';

/** What the proofs ask: the package under proof, from whatever folder it was loaded. */
export interface Package {
  readonly buildBundle: typeof buildBundle;
  readonly createPolicy: typeof createPolicy;
  readonly covers: typeof covers;
}

/** Loads the package from its sources, or from a copy of them. */
export async function importPackage(src: string): Promise<Package> {
  const load = async (file: string): Promise<unknown> =>
    import(/* @vite-ignore */ pathToFileURL(join(src, file)).href);
  const [bundle, policy, rights] = await Promise.all(
    ['bundle.ts', 'policy/policy.ts', 'rights.ts'].map(load),
  );
  return { ...(bundle as object), ...(policy as object), ...(rights as object) } as Package;
}
