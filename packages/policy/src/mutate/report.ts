import { count } from '../cases/report.ts';
import type { CoveredRow } from './coverage.ts';
import { fates, type MutantResult } from './mutation.ts';

export function uncoveredText(rows: readonly CoveredRow[]): string {
  const missing = rows.filter((row) => row.decisive === undefined);
  return missing.map(({ file, line, row }) => `NOT DECISIVE ${file}:${line}  ${row}\n`).join('');
}

export function coverageSummary(rows: readonly CoveredRow[]): string {
  const decisive = rows.filter((row) => row.decisive !== undefined).length;
  const percent = rows.length === 0 ? 100 : (100 * decisive) / rows.length;
  return `coverage: ${decisive} of ${count(rows.length, 'row')} decisive in a case (${percent.toFixed(1)} %)`;
}

export function survivorText({ file, line, row, change, became, changes, lint }: MutantResult): string {
  const allowed = changes?.allowed === true ? 'allowed' : 'refused';
  return [
    `SURVIVED ${file}:${line}  ${row}`,
    `  ${change.padEnd(8)}  ${became}`,
    ...(changes
      ? [
          `  changes   ${changes.subject}: ${changes.permission} on ${changes.resource} (account ${changes.state}) is ${allowed}`,
        ]
      : []),
    `  lint      ${lint ? 'would refuse it, a case should too' : 'would let it pass'}`,
    '',
    '',
  ].join('\n');
}

/** Those that change no decision: nobody has to kill them, but somebody may want to know. */
export function harmlessText({ file, line, fate, change, became, because }: MutantResult): string {
  const what = change === 'drop' ? 'dropped' : `${change} ${became}`;
  return `${fate.padEnd(10)} ${file}:${line}  ${what}: ${because ?? ''}\n`;
}

export function mutationSummary(results: readonly MutantResult[]): string {
  const by = Object.groupBy(results, (result) => result.fate);
  const parts = fates.map((fate) => `${by[fate]?.length ?? 0} ${fate}`);
  const refused = results.filter((result) => result.lint).length;
  return `mutation: ${count(results.length, 'mutant')}: ${parts.join(', ')}; lint would refuse ${refused} of them`;
}
