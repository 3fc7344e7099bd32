import type { Bundle } from '../bundle.ts';
import { expectedInWords, inWords, listed, questionInWords } from './answer.ts';
import type { CaseFile, PolicyCase } from './case.ts';
import { decidedBy, givingDecidedBy } from './decided.ts';
import { BundleJudge } from './judge.ts';
import { questionsOf } from './questions.ts';
import { factsOf } from './situation.ts';

/** What became of one case. */
export interface CaseResult {
  readonly file: string;
  readonly line: number;
  /** The question in one line. */
  readonly name: string;
  readonly why: string;
  readonly passed: boolean;
  readonly expected: string;
  readonly got: string;
  /** Of a failure: the rows behind the answer, or what is missing. */
  readonly decided: readonly string[];
  readonly seconds: number;
}

async function* runCases(
  bundle: Bundle,
  files: readonly CaseFile[],
  filter: string,
): AsyncGenerator<CaseResult> {
  for (const file of files) {
    const judge = new BundleJudge(bundle);
    for (const each of file.cases) {
      if (chosen(each, filter)) yield await runCase(bundle, judge, file, each);
    }
  }
}

/** Runs all cases in order. `filter` is looked for in file:line, question and why; `each` hears how many are done. */
export async function resultsOf(
  bundle: Bundle,
  files: readonly CaseFile[],
  filter = '',
  each: (done: number) => void = () => undefined,
): Promise<CaseResult[]> {
  const results: CaseResult[] = [];
  for await (const result of runCases(bundle, files, filter)) each(results.push(result));
  return results;
}

export function chosen(each: PolicyCase, filter: string): boolean {
  const text = `${each.file}:${each.line} ${questionInWords(each)} ${each.why}`;
  return text.toLowerCase().includes(filter.toLowerCase());
}

async function runCase(
  bundle: Bundle,
  judge: BundleJudge,
  file: CaseFile,
  each: PolicyCase,
): Promise<CaseResult> {
  const start = performance.now();
  const wrong: string[] = [];
  const yes: string[] = [];
  for (const asked of questionsOf(bundle, file, each)) {
    const facts = factsOf(file, each, asked.person);
    const allowed = await judge.can(facts, asked.permission, asked.resource);
    if (allowed) yes.push(asked.person);
    if (allowed === asked.expected) continue;
    const slice = await judge.slice(facts);
    const said = each.kind === 'may' ? '' : `${asked.person}, ${asked.permission} on ${asked.resource}: `;
    wrong.push(
      ...decidedBy(bundle, facts, slice, asked.permission, asked.resource).map((line) => said + line),
    );
  }
  if (each.kind === 'gives') wrong.push(...givingDecidedBy(bundle, factsOf(file, each, each.who), each));
  const [expected, got] = [expectedInWords(each), await answer(judge, file, each, yes)];
  if (got !== expected && wrong.length === 0)
    wrong.push('the list says otherwise than the single checks, which are as expected');
  const { line, why } = each;
  const passed = got === expected && (wrong.length === 0 || each.kind === 'gives');
  const seconds = (performance.now() - start) / 1000;
  const name = questionInWords(each);
  return { file: each.file, line, name, why, passed, expected, got, decided: passed ? [] : wrong, seconds };
}

async function answer(
  judge: BundleJudge,
  file: CaseFile,
  each: PolicyCase,
  yes: readonly string[],
): Promise<string> {
  if (each.kind === 'may') return yes.length > 0 ? 'allowed' : 'refused';
  if (each.kind === 'who') return inWords(yes);
  const facts = factsOf(file, each, each.who);
  if (each.kind === 'gives') return judge.gives(facts, each.gives);
  return listed(await judge.slice(facts), each);
}
