import type { CatalogueFile } from './catalogue.ts';
import type { CsvRow } from './csv.ts';
import type { Faults } from './faults.ts';
import { didYouMean } from './lint/nearest.ts';
import type { Finding } from './lint/patterns.ts';
import { checkIncludes, reach, type Include } from './lint/roles.ts';
import { roleRows, wrongAccount, wrongRole, type RoleRow } from './rows.ts';

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
  const names = [...catalogue.presets.keys()];
  const written = new Map<string, RoleRow[]>();
  const includes: Include[] = [];
  for (const [file, rows] of files) {
    const preset = file.slice('presets/'.length, -'.csv'.length);
    if (!catalogue.presets.has(preset))
      faults.add(file, 1, 1, `the catalogue has no preset ${preset}`, didYouMean(preset, names));
    written.set(preset, ownRows(rows, preset, catalogue, faults));
    for (const row of rows) {
      if (row.type !== 'g') continue;
      const include = readInclude(row, preset, catalogue, faults);
      if (include) includes.push(include);
    }
  }
  checkIncludes(names, includes, faults);
  checkFull(names, includes, faults);
  const presets = new Map<string, Preset>();
  for (const def of catalogue.presets.values()) {
    const file = `presets/${def.name}.csv`;
    if (!files.has(file))
      faults.add(
        file,
        1,
        1,
        `the file of the preset ${def.name} is missing`,
        'write it, one row a permission',
      );
    const included = reach(def.name, includes);
    const rows = [def.name, ...included].flatMap((name) => written.get(name) ?? []);
    const held = new Set(rows.map((row) => row.permission));
    const permissions = [...catalogue.permissions.keys()].filter((name) => held.has(name));
    presets.set(def.name, { ...def, permissions, includes: included, rows });
  }
  return presets;
}

function ownRows(
  rows: readonly CsvRow[],
  preset: string,
  catalogue: CatalogueFile,
  faults: Faults,
): RoleRow[] {
  const own = roleRows(rows, { roles: [`role:${preset}`], effect: 'allow' }, catalogue, faults);
  for (const row of own) {
    if (catalogue.permissions.get(row.permission)?.delegable) continue;
    const message = `${row.permission} is never delegable, so no preset can hold it`;
    faults.add(row.file, row.line, 1, message, 'remove the row');
  }
  return own;
}

function readInclude(
  row: CsvRow,
  preset: string,
  catalogue: CatalogueFile,
  faults: Faults,
): Include | undefined {
  const [from = '', to = '', account = ''] = row.values;
  const known = [...catalogue.presets.keys()].map((name) => `role:${name}`);
  const unknown: Finding = { message: `unknown preset ${to}`, suggestion: didYouMean(to, known) };
  const found = [
    wrongRole(from, [`role:${preset}`]),
    known.includes(to) ? undefined : unknown,
    wrongAccount(account),
  ];
  found.forEach((finding, column) => {
    if (finding)
      faults.add(row.file, row.line, row.columns[column] ?? 1, finding.message, finding.suggestion);
  });
  if (found.some(Boolean)) return undefined;
  const at = { file: row.file, line: row.line, column: row.columns[1] ?? 1 };
  return { from: preset, to: to.slice('role:'.length), ...at };
}

/** `full` is all that can be given: whoever holds it live may give every preset live. */
function checkFull(names: readonly string[], includes: readonly Include[], faults: Faults): void {
  if (!names.includes('full')) return;
  const contained = reach('full', includes);
  for (const name of names) {
    if (name === 'full' || contained.includes(name)) continue;
    const row = `g, role:full, role:${name}, *`;
    faults.add('presets/full.csv', 1, 1, `full does not contain ${name}`, `add the row ${row}`);
  }
}
