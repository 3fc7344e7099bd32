import { applies, areaOf } from '../address.ts';
import type { Bundle } from '../bundle.ts';
import type { AccountState } from '../facts.ts';
import { resourcesOf } from './resources.ts';
import { subjectsOf, type Subject } from './subjects.ts';

export const accountStates = ['active', 'suspended', 'closed'] as const satisfies readonly AccountState[];

/** One permission on one resource. */
export interface Question {
  readonly area: string;
  readonly permission: string;
  readonly resource: string;
}

/** One decision of the universe. */
export interface Cell {
  readonly subject: Subject;
  readonly state: AccountState;
  readonly question: Question;
}

/** The universe of S17: subjects × account states × questions, in a fixed order, without the answers. */
export interface Universe extends Iterable<Cell> {
  readonly subjects: readonly Subject[];
  readonly questions: readonly Question[];
  readonly size: number;
  /** The cell at an index of a table that `decide` made for this universe. */
  cell(index: number): Cell;
}

/**
 * Every decision in which two bundles can differ (one bundle: every decision that it can make). A permission is asked
 * wherever one of the sides lets it apply; elsewhere no side can allow it.
 * `inUse` names the preset sets that live people hold; they count when the presets are too many for all sets.
 */
export function universe(
  bundle: Bundle,
  other: Bundle = bundle,
  inUse: readonly (readonly string[])[] = [],
): Universe {
  const sides = [...new Set([bundle, other])];
  const subjects = subjectsOf(sides, inUse);
  const questions = questionsOf(sides);
  const perSubject = accountStates.length * questions.length;
  const cell = (index: number): Cell => {
    const subject = subjects[Math.floor(index / perSubject)];
    const state = accountStates[Math.floor((index % perSubject) / questions.length)];
    const question = questions[index % questions.length];
    if (!subject || !state || !question) throw new RangeError('no such cell');
    return { subject, state, question };
  };
  const size = subjects.length * perSubject;
  return {
    subjects,
    questions,
    size,
    cell,
    *[Symbol.iterator]() {
      for (let index = 0; index < size; index++) yield cell(index);
    },
  };
}

/** A × R: sorted by area and permission in the order of the catalogues. */
export function questionsOf(sides: readonly Bundle[]): Question[] {
  const resources = resourcesOf(sides);
  const names = new Set(sides.flatMap((side) => [...side.catalogue.permissions.keys()]));
  return [...names].flatMap((permission) =>
    resources
      .filter((resource) => sides.some((side) => askable(side, permission, resource)))
      .map((resource) => ({ area: permission.split(':')[0] ?? '', permission, resource })),
  );
}

/** Can this bundle be asked at all? A name or an address that it does not know is a deny (S17). */
export function askable(bundle: Bundle, permission: string, resource: string): boolean {
  const known = bundle.catalogue.permissions.get(permission);
  return (
    known !== undefined && areaOf(bundle.catalogue, resource)?.name === known.area && applies(known, resource)
  );
}
