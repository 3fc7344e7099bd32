import type { Progress } from '../cases/progress.ts';
import type { CaseFile } from '../cases/case.ts';
import { coverage, type CoveredRow } from '../mutate/coverage.ts';
import { mutation, type MutantResult } from '../mutate/mutation.ts';
import {
  coverageSummary,
  harmlessText,
  mutationSummary,
  survivorText,
  uncoveredText,
} from '../mutate/report.ts';
import type { World } from '../mutate/world.ts';
import type { Io } from './io.ts';

/** Which rows the cases made decisive; writes those that never were. */
export function prove(
  world: World,
  files: readonly CaseFile[],
  ask: { coverage?: boolean; mutate?: boolean },
  progress: Progress,
): { coverage?: CoveredRow[]; mutants?: MutantResult[] } {
  const told = <T>(doing: string, results: Iterable<T>): T[] => {
    const all: T[] = [];
    for (const result of results) {
      all.push(result);
      progress.tell(doing, all.length);
    }
    progress.done();
    return all;
  };
  return {
    ...(ask.coverage ? { coverage: told('rows', coverage(world, files)) } : {}),
    ...(ask.mutate ? { mutants: told('mutants', mutation(world, files)) } : {}),
  };
}

export type Proof = ReturnType<typeof prove>;

export function writeProof(proof: Proof, io: Io): void {
  if (proof.coverage) io.out(uncoveredText(proof.coverage));
  for (const mutant of proof.mutants ?? [])
    if (mutant.fate === 'survived') io.out(survivorText(mutant));
    else if (mutant.fate !== 'killed') io.out(harmlessText(mutant));
}

export function summarizeProof(proof: Proof, io: Io): void {
  if (proof.coverage) io.err(`${coverageSummary(proof.coverage)}\n`);
  if (proof.mutants) io.err(`${mutationSummary(proof.mutants)}\n`);
}

/** Is every row decisive, and every mutant that changes a decision killed? */
export function holds({ coverage: rows = [], mutants = [] }: Proof): boolean {
  return rows.every((row) => row.decisive !== undefined) && mutants.every((each) => each.fate !== 'survived');
}
