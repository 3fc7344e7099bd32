import type { Bundle } from '../bundle.ts';
import type { CsvRow } from '../csv.ts';
import { expandAllows } from '../expand.ts';
import type { Facts } from '../facts.ts';
import type { PolicyFiles } from '../files.ts';
import { RulesJudge, speaksTo, type Verdicts } from './judge.ts';
import type { Mutant } from './mutants.ts';
import { audienceOf, rulesOf, withoutImplications, type Reach, type Rule } from './rules.ts';
import { writtenRows } from './written.ts';

/** With what a permission brings along (S5), or only what the rows say themselves. */
export type Implied = 'implied' | 'bare';

type Words = (rows: readonly CsvRow[], all: readonly CsvRow[]) => Rule[];

/** The policies as rows, whole or with a mutant in them. */
export class World {
  readonly bundle: Bundle;
  readonly rows: readonly CsvRow[];
  readonly #verdicts: Verdicts = new Map();
  readonly #words: Readonly<Record<Implied, Words>>;
  readonly #whole: Readonly<Record<Implied, ReadonlyMap<CsvRow, readonly Rule[]>>>;

  constructor(bundle: Bundle, files: PolicyFiles) {
    this.bundle = bundle;
    this.rows = writtenRows(files);
    const bare = withoutImplications(bundle.catalogue);
    const expansion = expandAllows(bare);
    this.#words = {
      implied: (rows, all) => rulesOf(rows, all, bundle.catalogue, bundle.expansion),
      bare: (rows, all) => rulesOf(rows, all, bare, expansion),
    };
    const each = (words: Words) => new Map(this.rows.map((row) => [row, words([row], this.rows)]));
    this.#whole = { implied: each(this.#words.implied), bare: each(this.#words.bare) };
  }

  judge(mutant?: Mutant, implied: Implied = 'implied'): RulesJudge {
    return new RulesJudge(this.bundle, this.#rules(mutant, implied), this.#verdicts);
  }

  rowsWith(mutant?: Mutant): readonly CsvRow[] {
    if (!mutant) return this.rows;
    return this.rows.flatMap((row) => (row === mutant.row ? mutant.instead : [row]));
  }

  /** The permissions about which a mutant can answer differently; all of them when an include changed. */
  concerned(mutant: Mutant): ReadonlySet<string> {
    if (mutant.row.type === 'g') return new Set(this.bundle.catalogue.permissions.keys());
    return new Set(this.saying([mutant.row, ...mutant.instead]).map((reach) => reach.permission));
  }

  /** What rows give or take, all that they bring along included. */
  saying(rows: readonly CsvRow[]): Reach[] {
    return this.#words.implied(rows, this.rows).flatMap((rule) => rule.reach);
  }

  /** Can the answers for these people be others with the mutant? */
  concerns(mutant: Mutant, facts: Facts): boolean {
    const [role = ''] = mutant.row.values;
    const audience = audienceOf(
      role,
      this.rows.filter((row) => row.type === 'g').map((row) => row.values),
    );
    return audience !== undefined && speaksTo(audience, facts);
  }

  #rules(mutant: Mutant | undefined, implied: Implied): readonly Rule[] {
    const all = this.rowsWith(mutant);
    // an include decides whom other rows speak to
    if (mutant?.row.type === 'g') return this.#words[implied](all, all);
    return this.rows.flatMap((row) =>
      row === mutant?.row ? this.#words[implied](mutant.instead, all) : (this.#whole[implied].get(row) ?? []),
    );
  }
}
