import type { Bundle } from '../bundle.ts';
import type { CatalogueFile } from '../catalogue.ts';
import type { CsvRow } from '../csv.ts';
import type { PolicyFiles } from '../files.ts';
import { RulesJudge, type Verdicts } from './judge.ts';
import type { Mutant } from './mutants.ts';
import { rulesOf, withoutImplications, type Rule } from './rules.ts';
import { writtenRows } from './written.ts';

/** The policies as rows, whole or with a mutant in them, with what S5 makes of them or without. */
export class World {
  readonly bundle: Bundle;
  readonly rows: readonly CsvRow[];
  readonly bare: CatalogueFile;
  readonly #verdicts: Verdicts = new Map();

  constructor(bundle: Bundle, files: PolicyFiles) {
    this.bundle = bundle;
    this.rows = writtenRows(files);
    this.bare = withoutImplications(bundle.catalogue);
  }

  judge(mutant?: Mutant, implied: 'implied' | 'bare' = 'implied'): RulesJudge {
    const catalogue = implied === 'implied' ? this.bundle.catalogue : this.bare;
    return new RulesJudge(this.bundle, rulesOf(this.rowsWith(mutant), catalogue), this.#verdicts);
  }

  rowsWith(mutant?: Mutant): readonly CsvRow[] {
    if (!mutant) return this.rows;
    return this.rows.flatMap((row) => (row === mutant.row ? mutant.instead : [row]));
  }

  /** The permissions about which a mutant can answer differently; all of them when an include changed. */
  concerned(mutant: Mutant): ReadonlySet<string> {
    if (mutant.row.type === 'g') return new Set(this.bundle.catalogue.permissions.keys());
    const rules = rulesOf([mutant.row, ...mutant.instead], this.bundle.catalogue);
    return new Set(rules.flatMap((rule: Rule) => rule.reach.map((reach) => reach.permission)));
  }
}
