import type { CatalogueFile, PermissionDef } from './catalogue.ts';
import type { CsvRow } from './csv.ts';
import type { Faults } from './faults.ts';
import { didYouMean, nearest } from './lint/nearest.ts';
import { isWider, matchesSomething, patternForm, type Finding } from './lint/patterns.ts';

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
    const checked = roleRow(row, rows, expected, catalogue, faults);
    if (checked) found.push(checked);
  }
  return found;
}

function roleRow(
  row: CsvRow,
  rows: readonly CsvRow[],
  expected: Expected,
  catalogue: CatalogueFile,
  faults: Faults,
): RoleRow | undefined {
  const [role = '', account = '', pattern = '', action = '', effect = ''] = row.values;
  const before = faults.list.length;
  const fault = (column: number, found: Finding | undefined) => {
    if (found) faults.add(row.file, row.line, row.columns[column] ?? 1, found.message, found.suggestion);
  };
  const permission = catalogue.permissions.get(`${pattern.split('/')[0]}:${action}`);
  const form = patternForm(pattern, catalogue);
  fault(0, wrongRole(role, expected.roles));
  fault(1, wrongAccount(account));
  fault(2, form ?? (permission && wrongPlace(row, permission, rows, catalogue)));
  fault(3, form && action !== '*' ? undefined : wrongAction(pattern, action, catalogue));
  fault(4, wrongEffect(effect, expected.effect));
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

/** Roles are names with a prefix, so that no user id can ever be one. */
export function wrongRole(role: string, expected: readonly string[]): Finding | undefined {
  if (expected.includes(role)) return undefined;
  const here = nearest(role, expected);
  if (!/^(role|u):[a-z0-9_.-]{1,40}$/.test(role))
    return {
      message: `${JSON.stringify(role)} is outside the alphabet of roles`,
      suggestion: here
        ? `did you mean ${here}?`
        : 'a role is role: and 1 to 40 characters of a-z, 0-9, _ and -',
    };
  return {
    message: `${role} does not belong here`,
    suggestion: here ? `did you mean ${here}?` : `this file is about ${expected.join(', ')}`,
  };
}

export function wrongAccount(account: string): Finding | undefined {
  if (account === '*') return undefined;
  return {
    message: `the account of a role is always *, not ${JSON.stringify(account)}`,
    suggestion: 'write *',
  };
}

function wrongAction(pattern: string, action: string, catalogue: CatalogueFile): Finding | undefined {
  if (action === '*')
    return { message: 'the action * is not allowed', suggestion: 'write one row for each permission' };
  const area = pattern.split('/')[0] ?? '';
  const name = `${area}:${action}`;
  if (catalogue.permissions.has(name)) return undefined;
  const known = [...catalogue.permissions.values()].filter((one) => one.area === area).map((one) => one.name);
  return { message: `unknown permission ${name}`, suggestion: didYouMean(name, known) };
}

/** A permission stands where the catalogue says it applies; a preset is a list of permissions, never parts of one. */
function wrongPlace(
  row: CsvRow,
  permission: PermissionDef,
  rows: readonly CsvRow[],
  catalogue: CatalogueFile,
): Finding | undefined {
  const [role, , pattern = '', action, effect] = row.values;
  if (pattern === permission.on) return undefined;
  if (!matchesSomething(pattern, permission, catalogue))
    return {
      message: `${permission.name} on ${pattern} matches nothing`,
      suggestion: `write ${permission.on}`,
    };
  const wider = rows.find((other) => {
    const [itsRole, , itsPattern = '', itsAction, itsEffect] = other.values;
    const same = other.type === 'p' && itsRole === role && itsAction === action && itsEffect === effect;
    return same && isWider(itsPattern, pattern);
  });
  if (wider)
    return {
      message: `covered by the wider row at ${wider.file}:${wider.line}`,
      suggestion: 'remove this row',
    };
  return {
    message: `${permission.name} is written on ${permission.on}, not on ${pattern}`,
    suggestion: `write ${permission.on}`,
  };
}

function wrongEffect(effect: string, expected: 'allow' | 'deny'): Finding | undefined {
  if (effect === expected) return undefined;
  if (effect === 'allow' || effect === 'deny')
    return {
      message: `only ${expected} rows belong here`,
      suggestion: `write ${expected} or remove the row`,
    };
  return {
    message: `the effect is allow or deny, not ${JSON.stringify(effect)}`,
    suggestion: `did you mean ${nearest(effect, ['allow', 'deny']) ?? expected}?`,
  };
}

/** The same row twice, in one file or in two. */
export function refuseDuplicates(rows: readonly CsvRow[], faults: Faults): void {
  const seen = new Map<string, CsvRow>();
  for (const row of rows) {
    const key = [row.type, ...row.values].join(',');
    const first = seen.get(key);
    if (first)
      faults.add(
        row.file,
        row.line,
        1,
        `the same row stands at ${first.file}:${first.line}`,
        'remove one of the two',
      );
    else seen.set(key, row);
  }
}
