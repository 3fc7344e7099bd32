import type { CatalogueFile } from '../catalogue.ts';
import type { CsvRow } from '../csv.ts';
import { rowText } from './written.ts';
import { under } from './rules.ts';

export type Change = 'drop' | 'flip' | 'widen' | 'narrow';

/** One row changed in one way: the rows that stand in its place. */
export interface Mutant {
  readonly row: CsvRow;
  readonly change: Change;
  /** What became of the row, for readers. */
  readonly became: string;
  readonly instead: readonly CsvRow[];
}

/**
 * Every mutant of a row: dropped; its effect flipped; narrowed by each kind of address that its pattern reaches; widened
 * by each kind that it does not reach, and to each other area that knows the action. An include is dropped.
 */
export function mutantsOf(row: CsvRow, catalogue: CatalogueFile): Mutant[] {
  const drop: Mutant = { row, change: 'drop', became: 'dropped', instead: [] };
  if (row.type === 'g') return [drop];
  return [drop, flip(row), ...narrow(row, catalogue), ...widen(row, catalogue)];
}

function flip(row: CsvRow): Mutant {
  const flipped = withValue(row, 4, row.values[4] === 'deny' ? 'allow' : 'deny');
  return { row, change: 'flip', became: rowText(flipped), instead: [flipped] };
}

function narrow(row: CsvRow, catalogue: CatalogueFile): Mutant[] {
  const pattern = row.values[2] ?? '';
  const kinds = kindsOf(pattern, catalogue).filter((kind) => reaches(pattern, kind));
  if (kinds.length < 2) return [];
  return kinds.map((left) => ({
    row,
    change: 'narrow',
    became: `${pattern} without ${left}`,
    instead: kinds.filter((kind) => kind !== left).map((kind) => withValue(row, 2, kind)),
  }));
}

function widen(row: CsvRow, catalogue: CatalogueFile): Mutant[] {
  const [, , pattern = '', action = ''] = row.values;
  const more = kindsOf(pattern, catalogue).filter((kind) => !reaches(pattern, kind));
  const others = [...catalogue.permissions.values()]
    .filter((permission) => permission.action === action && !pattern.startsWith(`${permission.area}/`))
    .map((permission) => permission.on);
  return [...more, ...others].map((added) => ({
    row,
    change: 'widen',
    became: `${pattern} and ${added}`,
    instead: [row, withValue(row, 2, added)],
  }));
}

/** The kinds of address that the area of a pattern has. */
function kindsOf(pattern: string, catalogue: CatalogueFile): readonly string[] {
  return catalogue.areas.get(pattern.split('/')[0] ?? '')?.addresses ?? [];
}

function reaches(pattern: string, kind: string): boolean {
  return under(pattern, kind.replace(/\*$/, 'x'));
}

function withValue(row: CsvRow, index: number, value: string): CsvRow {
  return { ...row, values: row.values.with(index, value) };
}
