import { Faults } from '../faults.ts';
import { readGuardrails, sentinel } from '../guardrails.ts';
import { readPresets } from '../presets.ts';
import { refuseDuplicates, roleRows } from '../rows.ts';
import type { Mutant } from './mutants.ts';
import type { World } from './world.ts';

/** Would the loader refuse the files with this mutant in them? */
export function refusedByLint(world: World, mutant: Mutant): boolean {
  const faults = new Faults();
  const { catalogue } = world.bundle;
  const { file } = mutant.row;
  const rows = world.rowsWith(mutant);
  const inFile = rows.filter((row) => row.file === file);
  refuseDuplicates(rows, faults);
  if (file === 'owner.csv') roleRows(inFile, { roles: ['role:owner'], effect: 'allow' }, catalogue, faults);
  else if (file === 'guardrails.csv') {
    const first = { file, line: 1, type: 'p', values: sentinel, columns: [] } as const;
    readGuardrails([first, ...inFile], catalogue, faults);
  } else {
    const presets = rows.filter((row) => row.file.startsWith('presets/'));
    readPresets(
      Map.groupBy(presets, (row) => row.file),
      catalogue,
      faults,
    );
  }
  return faults.list.length > 0;
}
