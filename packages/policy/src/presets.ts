import type { CatalogueFile } from './catalogue.ts';
import type { CsvRow } from './csv.ts';
import type { Faults } from './faults.ts';
import type { RoleRow } from './rows.ts';
import { roleRows } from './rows.ts';

export interface Preset {
  readonly name: string;
  readonly asks: readonly string[];
  readonly suggestsDays?: number;
  /** Permissions written for it, those of included presets with them, in the catalogue's order. */
  readonly permissions: readonly string[];
  /** Presets whose rights its file declares included, at any depth. */
  readonly includes: readonly string[];
  readonly rows: readonly RoleRow[];
}

/** Reads presets/*.csv: one file a preset, `g` rows declare what a preset includes. */
export function readPresets(
  files: ReadonlyMap<string, readonly CsvRow[]>,
  catalogue: CatalogueFile,
  faults: Faults,
): Map<string, Preset> {
  const written = new Map<string, RoleRow[]>();
  const direct = new Map<string, string[]>();
  for (const [file, rows] of files) {
    const preset = file.slice('presets/'.length, -'.csv'.length);
    if (!catalogue.presets.has(preset)) faults.add(file, 1, 1, `the catalogue has no preset ${preset}`);
    const own = roleRows(rows, { roles: [`role:${preset}`], effect: 'allow' }, catalogue, faults);
    for (const row of own) {
      if (catalogue.permissions.get(row.permission)?.delegable) continue;
      faults.add(row.file, row.line, 1, `${row.permission} is never delegable, so no preset can hold it`);
    }
    written.set(preset, own);
    direct.set(preset, includedBy(rows, preset, catalogue, faults));
  }
  const presets = new Map<string, Preset>();
  for (const def of catalogue.presets.values()) {
    const file = `presets/${def.name}.csv`;
    if (!files.has(file)) faults.add(file, 1, 1, `the file of the preset ${def.name} is missing`);
    const includes = reach(def.name, direct);
    if (includes.includes(def.name)) faults.add(file, 1, 1, `${def.name} includes itself`);
    const rows = [def.name, ...includes].flatMap((name) => written.get(name) ?? []);
    const held = new Set(rows.map((row) => row.permission));
    const permissions = [...catalogue.permissions.keys()].filter((name) => held.has(name));
    presets.set(def.name, { ...def, permissions, includes, rows });
  }
  return presets;
}

function includedBy(
  rows: readonly CsvRow[],
  preset: string,
  catalogue: CatalogueFile,
  faults: Faults,
): string[] {
  const included: string[] = [];
  for (const row of rows) {
    if (row.type !== 'g') continue;
    const [from = '', to = '', account = ''] = row.values;
    const target = to.replace(/^role:/, '');
    const fault = (column: number, message: string) =>
      faults.add(row.file, row.line, row.columns[column] ?? 1, message);
    if (from !== `role:${preset}`)
      fault(0, `${from} does not belong here; this file is about role:${preset}`);
    else if (to !== `role:${target}` || !catalogue.presets.has(target)) fault(1, `unknown preset ${to}`);
    else if (account !== '*') fault(2, `the account of a role is always *, not ${account}`);
    else included.push(target);
  }
  return included;
}

function reach(start: string, direct: ReadonlyMap<string, readonly string[]>): string[] {
  const found = new Set<string>();
  const visit = (current: string) => {
    for (const next of direct.get(current) ?? []) {
      if (found.has(next)) continue;
      found.add(next);
      visit(next);
    }
  };
  visit(start);
  return [...found];
}
