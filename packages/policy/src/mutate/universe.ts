import type { Facts } from '../facts.ts';
import { accountStates, universe, type Question, type Subject, type Universe } from '../universe/index.ts';
import type { RulesJudge } from './judge.ts';
import type { Mutant } from './mutants.ts';
import type { World } from './world.ts';

/** One decision of the universe (S17) that a mutant changes, in words. */
export interface ChangedDecision {
  readonly subject: string;
  readonly state: string;
  readonly permission: string;
  readonly resource: string;
  readonly allowed: boolean;
}

/** Asks whether a mutant changes any decision of the universe. */
export class Survey {
  readonly #world: World;
  readonly #all: Universe;

  constructor(world: World) {
    this.#world = world;
    this.#all = universe(world.bundle);
  }

  /**
   * The first changed decision, if there is one. The rows of a set of presets are those of its members together: where
   * no single name is spoken to by other rows than before, no set is, and only then the sets are not asked.
   */
  firstChange(mutant: Mutant, before: RulesJudge, after: RulesJudge): ChangedDecision | undefined {
    const concerned = this.#world.concerned(mutant);
    const questions = this.#all.questions.filter((question) => concerned.has(question.permission));
    const single = this.#all.subjects.filter((subject) => subject.names.length < 2);
    const sets = this.#all.subjects.filter((subject) => subject.names.length >= 2);
    let touched = false;
    for (const subjects of [single, sets]) {
      if (subjects === sets && !touched) return undefined;
      for (const { facts, question, subject, state } of this.#cells(mutant, subjects, questions)) {
        const { permission, resource } = question;
        const [old, changed] = [before, after].map((judge) =>
          judge.rows(facts, permission, resource).join(';'),
        );
        if (old === changed) continue;
        touched = true;
        const allowed = after.can(facts, permission, resource);
        if (before.can(facts, permission, resource) !== allowed)
          return { subject: nameOf(subject), state, permission, resource, allowed };
      }
    }
    return undefined;
  }

  *#cells(mutant: Mutant, subjects: readonly Subject[], questions: readonly Question[]) {
    for (const subject of subjects)
      for (const state of accountStates) {
        const facts = this.facts(subject, state);
        if (!this.#world.concerns(mutant, facts)) continue;
        for (const question of questions) yield { facts, question, subject, state };
      }
  }

  /** Everything that a grant can name, for each name: scopes and dates are the grant's, not the files'. */
  facts(subject: Subject, state: Facts['account']['state']): Facts {
    const areas = [...this.#world.bundle.catalogue.areas.values()];
    const whole = Object.fromEntries(areas.map(({ name, scoped }) => [name, scoped ? { except: [] } : true]));
    const grants = subject.names.map((name, index) => {
      const named = subject.kind === 'presets' ? { preset: name } : { permission: name };
      return { ...whole, ...named, id: `gra_${index}` };
    });
    return {
      userId: 'usr_universe',
      account: { id: 'acc_universe', state, epoch: 0 },
      owner: subject.kind === 'owner',
      member: { suspended: false, epoch: 0 },
      grants,
      now: new Date(0),
    };
  }
}

function nameOf({ kind, names }: Subject): string {
  return kind === 'owner' ? 'the owner' : names.join(' and ') || 'somebody without grants';
}
