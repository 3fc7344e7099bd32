import type { CatalogueFile } from './catalogue.ts';
import type { CsvRow } from './csv.ts';
import type { Faults } from './faults.ts';

/** A row of a role, held against the catalogue. */
export interface RoleRow {
  readonly file: string;
  readonly line: number;
  readonly role: string;
  readonly permission: string;
  readonly pattern: string;
  readonly effect: 'allow' | 'deny';
}

export interface Expected {
  readonly roles: readonly string[];
  readonly effect: 'allow' | 'deny';
}

/** Checks p rows of one file: known role, account `*`, a permission of the catalogue on its own pattern, one effect. */
export function roleRows(
  rows: readonly CsvRow[],
  expected: Expected,
  catalogue: CatalogueFile,
  faults: Faults,
): RoleRow[] {
  const found: RoleRow[] = [];
  for (const row of rows) {
    if (row.type !== 'p') continue;
    const checked = roleRow(row, expected, catalogue, faults);
    if (checked) found.push(checked);
  }
  return found;
}

function roleRow(
  row: CsvRow,
  expected: Expected,
  catalogue: CatalogueFile,
  faults: Faults,
): RoleRow | undefined {
  const [role = '', account = '', pattern = '', action = '', effect = ''] = row.values;
  const before = faults.list.length;
  const fault = (column: number, message: string) =>
    faults.add(row.file, row.line, row.columns[column] ?? 1, message);
  if (!expected.roles.includes(role))
    fault(0, `${role} does not belong here; this file is about ${expected.roles.join(', ')}`);
  if (account !== '*') fault(1, `the account of a role is always *, not ${account}`);
  const area = pattern.split('/')[0] ?? '';
  const permission = catalogue.permissions.get(`${area}:${action}`);
  if (!catalogue.areas.has(area)) fault(2, `unknown area ${area}`);
  else if (action === '*') fault(3, 'the action * is not allowed: write each permission');
  else if (!permission) fault(3, `unknown permission ${area}:${action}`);
  else if (pattern !== permission.on)
    fault(2, `${permission.name} is written on ${permission.on}, not on ${pattern}`);
  if (effect !== 'allow' && effect !== 'deny')
    fault(4, `the effect is allow or deny, not ${JSON.stringify(effect)}`);
  else if (effect !== expected.effect) fault(4, `only ${expected.effect} rows belong here`);
  if (faults.list.length > before || !permission) return undefined;
  return {
    file: row.file,
    line: row.line,
    role,
    permission: permission.name,
    pattern,
    effect: expected.effect,
  };
}

/** The same row twice, in one file or in two. */
export function refuseDuplicates(rows: readonly CsvRow[], faults: Faults): void {
  const seen = new Map<string, CsvRow>();
  for (const row of rows) {
    const key = [row.type, ...row.values].join(',');
    const first = seen.get(key);
    if (first) faults.add(row.file, row.line, 1, `the same row stands at ${first.file}:${first.line}`);
    else seen.set(key, row);
  }
}
