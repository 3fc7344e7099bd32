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

/** A question, and whether this bundle can be asked it; where it cannot, the answer is a deny. */
type Asked = Question & { readonly asked: boolean };

const instant = new Date(0);

/**
 * Answers the questions of one area for what somebody holds there. A grant gives an area exactly what it says of that
 * area (S3), so the slice is loaded with that area alone: what cannot be told apart there is asked once.
 */
export class Oracle {
  readonly #bundle: Bundle;
  readonly #questions: ReadonlyMap<string, readonly Asked[]>;
  readonly #memo: Memo;
  readonly #distinct = new Map<string, string>();
  readonly #known = new Map<string, Promise<readonly boolean[]>>();

  constructor(bundle: Bundle, questions: readonly Question[], memo: Memo = new Map()) {
    this.#bundle = bundle;
    const asked = questions.map((question) => ({
      ...question,
      asked: askable(bundle, question.permission, question.resource),
    }));
    this.#questions = Map.groupBy(asked, (question) => question.area);
    this.#memo = memo;
  }

  /** One answer for each question of the area, in order. Every one is Casbin's, or a deny where nothing can be asked. */
  answers(area: string, state: AccountState, holding: Holding): Promise<readonly boolean[]> {
    const kept = holding.owner ? [] : this.#tellApart(area, holding.names);
    const key = [area, state, holding.owner, ...kept].join(' ');
    const known = this.#known.get(key) ?? this.#fromBasis(area, state, { owner: holding.owner, names: kept });
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

  /**
   * All that the loader makes Casbin's rows of this area from, and which questions can be asked. Where two bundles
   * agree on it, they give the same answers.
   */
  basis(area: string, state: AccountState, { owner, names }: Holding): string {
    const { catalogue, expansion, guardrails, model } = this.#bundle;
    const denies = state === 'active' ? [] : (guardrails.get(state) ?? []);
    const atoms = owner
      ? this.#bundle.owner.flatMap((row) => expansion.get(row.permission) ?? [])
      : names.flatMap((name) => givenBy(this.#bundle, this.#grant(area, name)));
    const here = (rows: readonly { permission: string; pattern: string }[]) =>
      new Set(
        rows
          .filter(({ pattern }) => pattern.startsWith(`${area}/`))
          .map(({ permission, pattern }) => `${permission} ${pattern}`)
          .sort(),
      );
    return [
      ...[model, `${area} ${catalogue.areas.get(area)?.scoped} ${state} ${owner}`],
      ...[...here(denies), '', ...here(atoms), ''],
      ...this.#in(area).map(({ permission, resource, asked }) => `${permission} ${resource} ${asked}`),
    ].join('\n');
  }

  #fromBasis(area: string, state: AccountState, holding: Holding): Promise<readonly boolean[]> {
    const key = this.basis(area, state, holding);
    const known = this.#memo.get(key) ?? this.#ask(area, this.#facts(area, state, holding));
    this.#memo.set(key, known);
    return known;
  }

  async #ask(area: string, facts: Facts): Promise<boolean[]> {
    const slice = await loadSlice(this.#bundle, facts);
    return this.#in(area).map(
      ({ permission, resource, asked }) => asked && slice.can(permission as Permission, resource),
    );
  }

  #in(area: string): readonly Asked[] {
    return this.#questions.get(area) ?? [];
  }

  #grant(area: string, name: string, id = 'gra_0'): Grant {
    const scoped = this.#bundle.catalogue.areas.get(area)?.scoped === true;
    const named = name.includes(':') ? { permission: name } : { preset: name };
    return { [area]: scoped ? { except: [] } : true, ...named, id };
  }

  #facts(area: string, state: AccountState, { owner, names }: Holding): Facts {
    const grants = names.map((name, index) => this.#grant(area, name, `gra_${index}`));
    const account = { id: 'acc_universe', state, epoch: 0 };
    const member = { suspended: false, epoch: 0 };
    return { userId: 'usr_universe', account, owner, member, grants, now: instant };
  }
}
