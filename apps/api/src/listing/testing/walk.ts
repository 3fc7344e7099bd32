import { createRouter } from '../../router.ts';
import { ask } from '../../sweep/testing/ask.ts';
import { owner } from '../../sweep/testing/people.ts';
import { openSweep } from '../../sweep/testing/sweep.ts';
import { table } from '../../sweep/testing/table.ts';

/** Where the lists of an answer are, however deep. */
function listsIn(value: unknown, at = ''): string[] {
  if (Array.isArray(value)) return [at, ...value.flatMap((one) => listsIn(one, `${at}[]`))];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, one]) => listsIn(one, at ? `${at}.${key}` : key));
}

interface Procedure {
  _def: { type: string };
}

/** Asks every query of the router, as the table of the sweep says, in an account that has something of everything. */
export async function listsAnswered(): Promise<Set<string>> {
  const sweep = await openSweep();
  const world = await sweep.world(owner);
  const procedures = createRouter({ demo: true })._def.procedures as unknown as Record<string, Procedure>;
  const found = new Set<string>();
  for (const [path, { _def }] of Object.entries(procedures)) {
    if (_def.type !== 'query') continue;
    const line = table[path];
    if (!line) throw new Error(`${path} is not in the table`);
    const { code, body } = await ask(sweep, { path, line, person: owner, target: 'own', code: 'OK' }, world);
    if (code !== 'OK') throw new Error(`${path}: ${code}`);
    const { result } = JSON.parse(body) as { result: { data: unknown } };
    for (const at of listsIn(result.data)) found.add(`${path} ${at}`);
  }
  await sweep.close();
  return found;
}
