import type { Faults } from './faults.ts';
import { didYouMean } from './lint/nearest.ts';

export interface CsvRow {
  readonly file: string;
  readonly line: number;
  readonly type: 'p' | 'g';
  readonly values: readonly string[];
  readonly columns: readonly number[];
}

const shapes = {
  p: ['p', 'role', 'account', 'pattern', 'action', 'effect'],
  g: ['g', 'role', 'included role', 'account'],
} as const;

/** Rows of a policy file. Casbin drops or bends what it does not know; here each such row is a fault. */
export function readRows(file: string, text: string, faults: Faults): CsvRow[] {
  const rows: CsvRow[] = [];
  text.split(/\r?\n/).forEach((raw, index) => {
    if (raw.trim() === '' || raw.trimStart().startsWith('#')) return;
    const row = readRow(file, index + 1, raw, faults);
    if (row) rows.push(row);
  });
  return rows;
}

function readRow(file: string, line: number, raw: string, faults: Faults): CsvRow | undefined {
  const fault = (column: number, message: string, suggestion: string) =>
    faults.add(file, line, column, message, suggestion);
  const strange = /[^a-z0-9:.*/_, -]/i.exec(raw);
  if (strange) {
    const sign = JSON.stringify(strange[0]);
    const instead = strange[0] === '#' ? 'put the remark on a line of its own' : 'write the values bare';
    fault(strange.index + 1, `the character ${sign} does not belong into a row`, instead);
    return undefined;
  }
  const columns: number[] = [];
  let at = 0;
  const cells = raw.split(',').map((cell) => {
    columns.push(at + 1 + (cell.length - cell.trimStart().length));
    at += cell.length + 1;
    return cell.trim();
  });
  const [type = ''] = cells;
  if (type !== 'p' && type !== 'g') {
    fault(columns[0] ?? 1, `unknown row type ${JSON.stringify(type)}`, didYouMean(type, Object.keys(shapes)));
    return undefined;
  }
  const shape = shapes[type];
  if (cells.length !== shape.length) {
    const message = `a ${type} row has ${shape.length} columns, this one ${cells.length}`;
    fault(columns[0] ?? 1, message, `write ${shape.join(', ')}`);
    return undefined;
  }
  return { file, line, type, values: cells.slice(1), columns: columns.slice(1) };
}
