import type { Assembly } from './assemble.ts';
import type { Decider, Verdict } from './casbin.ts';
import { matchers } from './matchers.ts';

/**
 * Casbin's answers of one slice, each asked once. The model reads a resource only through resMatch, so two resources
 * that match the same patterns of the slice get the same answer for the same action.
 */
export class Cells {
  readonly #decider: Decider;
  readonly #from: Assembly;
  readonly #patterns: readonly string[];
  readonly #answers = new Map<string, Verdict>();

  constructor(decider: Decider, from: Assembly) {
    this.#decider = decider;
    this.#from = from;
    this.#patterns = [...new Set(from.rows.map((row) => row[2]))];
  }

  verdict(resource: string, action: string): Verdict {
    const { resMatch } = matchers(this.#from.scopes);
    const key = this.#patterns.reduce(
      (sum, pattern) => sum + (resMatch(resource, pattern) ? '1' : '0'),
      `${action} `,
    );
    const known = this.#answers.get(key);
    if (known) return known;
    const verdict = this.#decider.ask(this.#from.sub, this.#from.acc, resource, action);
    this.#answers.set(key, verdict);
    return verdict;
  }
}
