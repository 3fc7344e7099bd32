import { accountStates, type ChangedCell } from '../universe/index.ts';
import type { Touched } from './impact.ts';
import type { BundleDiff } from './index.ts';

/** A person of `--list`, as data. */
export function touchedJson({ person, changes, later }: Touched): object {
  const { account, user } = person;
  return { user, account, changes, later };
}

/** The diff as members of one JSON object, each cell on a line of its own: a large list is never one string. */
export function* diffJson(diff: BundleDiff): Generator<string> {
  const { subjects, questions, size } = diff.universe;
  const gained = diff.changes.filter((cell) => cell.allowed).length;
  const head = {
    universe: {
      subjects: subjects.length,
      states: accountStates,
      questions: questions.length,
      decisions: size,
    },
    gained,
    lost: diff.changes.length - gained,
    groups: diff.groups,
  };
  yield `${JSON.stringify(head).slice(1, -1)},\n"changes":[`;
  for (const [index, cell] of diff.changes.entries()) {
    yield `${index === 0 ? '\n' : ',\n'}${JSON.stringify(cellJson(cell))}`;
  }
  yield ']';
}

function cellJson({ subject, state, question, allowed }: ChangedCell): object {
  const { permission, resource } = question;
  return { subject, state, permission, resource, before: !allowed, after: allowed };
}
