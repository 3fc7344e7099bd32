import { readRows, type CsvRow } from '../csv.ts';
import { Faults } from '../faults.ts';
import type { PolicyFiles } from '../files.ts';
import { sentinel } from '../guardrails.ts';

/** Every row of the policy files, in their order, without the one that only keeps Casbin from being empty. */
export function writtenRows(files: PolicyFiles): CsvRow[] {
  const faults = new Faults();
  const rows = [...files.keys()]
    .filter((name) => name.endsWith('.csv'))
    .flatMap((name) => readRows(name, files.get(name) ?? '', faults));
  faults.settle();
  return rows.filter((row) => row.values.join() !== sentinel.join());
}

/** A row as its file has it. */
export function rowText(row: Pick<CsvRow, 'type' | 'values'>): string {
  return [row.type, ...row.values].join(', ');
}
