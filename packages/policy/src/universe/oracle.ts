import { assemble } from '../assemble.ts';
import type { Bundle } from '../bundle.ts';
import type { AccountState, Facts, Grant } from '../facts.ts';
import type { Permission } from '../generated.ts';
import { givenBy } from '../given.ts';
import { loadSlice } from '../slice.ts';
import type { Subject } from './subjects.ts';
import { askable, type Question } from './universe.ts';

/** What Casbin said, by the rows it was asked over. Bundles that give the same rows share it. */
export type Memo = Map<string, Promise<readonly boolean[]>>;

/** Names held together in one area (of one container, when the area has them), or the owner. */
export type Holding = Pick<Subject, 'names'> & { readonly owner: boolean };

const instant = new Date(0);

/**
 * Answers the questions of one area for what somebody holds there. A grant gives an area exactly what it says of that
 * area (S3), so the slice is loaded with that area alone: what cannot be told apart there is asked once.
 */
export class Oracle {
  readonly #bundle: Bundle;
  readonly #questions: ReadonlyMap<string, readonly Question[]>;
  readonly #memo: Memo;
  readonly #distinct = new Map<string, string>();
  readonly #known = new Map<string, Promise<readonly boolean[]>>();

  constructor(bundle: Bundle, questions: readonly Question[], memo: Memo = new Map()) {
    this.#bundle = bundle;
    this.#questions = Map.groupBy(questions, (question) => question.area);
    this.#memo = memo;
  }

  /** One answer for each question of the area, in order. Every one is Casbin's, or a deny where nothing can be asked. */
  answers(area: string, state: AccountState, holding: Holding): Promise<readonly boolean[]> {
    const kept = holding.owner ? [] : this.#tellApart(area, holding.names);
    const key = [area, state, holding.owner, ...kept].join(' ');
    const known = this.#known.get(key) ?? this.#fromRows(area, this.#facts(area, state, holding.owner, kept));
    this.#known.set(key, known);
    return known;
  }

  /** Of names that give the area the same only the first; none that gives it nothing. */
  #tellApart(area: string, names: readonly string[]): string[] {
    const kept = names.map((name) => {
      const key = `${area} ${name}`;
      let first = this.#distinct.get(key);
      if (first === undefined) {
        const given = givenBy(this.#bundle, this.#grant(area, name));
        const said = `${area}\n${given.map((atom) => `${atom.permission} ${atom.pattern}`).join('\n')}`;
        first = given.length === 0 ? '' : (this.#distinct.get(said) ?? name);
        this.#distinct.set(said, first).set(key, first);
      }
      return first;
    });
    return [...new Set(kept)].filter((name) => name !== '').sort();
  }

  #fromRows(area: string, facts: Facts): Promise<readonly boolean[]> {
    const questions = this.#questions.get(area) ?? [];
    const { rows, links, scopes } = assemble(this.#bundle, facts);
    const asked = questions.map(({ permission, resource }) => askable(this.#bundle, permission, resource));
    const table = [...scopes].map(([name, set]) => [name, set.complement, ...set.ids].join(' ')).sort();
    const parts = [rows.map((row) => row.join()).sort(), links, table, questionKeys(questions), asked];
    const key = parts.map((part) => part.join('\n')).join('\n\n');
    const known = this.#memo.get(key) ?? this.#ask(facts, questions, asked);
    this.#memo.set(key, known);
    return known;
  }

  async #ask(facts: Facts, questions: readonly Question[], asked: readonly boolean[]): Promise<boolean[]> {
    const slice = await loadSlice(this.#bundle, facts);
    return questions.map(
      ({ permission, resource }, index) =>
        asked[index] === true && slice.can(permission as Permission, resource),
    );
  }

  #grant(area: string, name: string, id = 'gra_0'): Grant {
    const scoped = this.#bundle.catalogue.areas.get(area)?.scoped === true;
    const named = name.includes(':') ? { permission: name } : { preset: name };
    return { [area]: scoped ? { except: [] } : true, ...named, id };
  }

  #facts(area: string, state: AccountState, owner: boolean, names: readonly string[]): Facts {
    const grants = names.map((name, index) => this.#grant(area, name, `gra_${index}`));
    const account = { id: 'acc_universe', state, epoch: 0 };
    const member = { suspended: false, epoch: 0 };
    return { userId: 'usr_universe', account, owner, member, grants, now: instant };
  }
}

function questionKeys(questions: readonly Question[]): string[] {
  return questions.map(({ permission, resource }) => `${permission} ${resource}`);
}
