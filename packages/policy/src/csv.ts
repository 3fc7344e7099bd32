import type { Faults } from './faults.ts';

export interface CsvRow {
  readonly file: string;
  readonly line: number;
  readonly type: 'p' | 'g';
  readonly values: readonly string[];
  readonly columns: readonly number[];
}

const width = { p: 5, g: 3 } as const;

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
  const strange = /[^a-z0-9:.*/_, @-]/i.exec(raw);
  if (strange) {
    faults.add(
      file,
      line,
      strange.index + 1,
      `the character ${JSON.stringify(strange[0])} does not belong into a row`,
    );
    return undefined;
  }
  const columns: number[] = [];
  let at = 0;
  const cells = raw.split(',').map((cell) => {
    columns.push(at + 1 + (cell.length - cell.trimStart().length));
    at += cell.length + 1;
    return cell.trim();
  });
  const type = cells[0];
  if (type !== 'p' && type !== 'g') {
    faults.add(file, line, 1, `unknown row type ${JSON.stringify(type)}; rows begin with p or g`);
    return undefined;
  }
  if (cells.length !== width[type] + 1) {
    faults.add(file, line, 1, `a ${type} row has ${width[type] + 1} columns, this one ${cells.length}`);
    return undefined;
  }
  return { file, line, type, values: cells.slice(1), columns: columns.slice(1) };
}
