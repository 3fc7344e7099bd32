import type { AccountState } from '../facts.ts';
import { accountStates, type ChangedCell, type Subject, type Universe } from '../universe/index.ts';

/** Whose decisions change: the owner, permissions given by themselves, and sets of presets. */
export interface Affected {
  readonly owner: boolean;
  readonly permissions: readonly string[];
  /** The smallest sets of presets; each larger set that holds one of them changes too. */
  readonly presets: readonly (readonly string[])[];
  /** Except larger sets that hold one of these: they had it before, or keep it. */
  readonly unless: readonly string[];
  /** How many sets of presets change. */
  readonly sets: number;
  /** Do `presets` and `unless` say exactly which? If not, the sets stand in `presets` one by one. */
  readonly exact: boolean;
}

/** Places where a permission changes for the same subjects. */
export interface Place {
  readonly resources: readonly string[];
  readonly states: readonly AccountState[];
}

export interface Group {
  readonly permission: string;
  readonly change: 'gained' | 'lost';
  readonly places: readonly Place[];
  readonly who: Affected;
  readonly cells: number;
}

/** Puts changed decisions together by permission and direction, and says who in the fewest names. */
export function groupChanges(all: Universe, changes: readonly ChangedCell[]): Group[] {
  const spots = Map.groupBy(changes, ({ question, state, allowed }) =>
    [question.permission, allowed, state, question.resource].join(' '),
  );
  const alike = Map.groupBy(spots.values(), (cells) => {
    const [first] = cells;
    return [
      first?.question.permission,
      first?.allowed,
      ...cells.map((cell) => subjectKey(cell.subject)),
    ].join(';');
  });
  return [...alike.values()].flatMap((list) => {
    const first = list[0]?.[0];
    if (!first) return [];
    return {
      permission: first.question.permission,
      change: first.allowed ? 'gained' : 'lost',
      places: placesOf(list.flatMap((cells) => cells.slice(0, 1))),
      who: affected(all, list[0]?.map((cell) => cell.subject) ?? []),
      cells: list.reduce((sum, cells) => sum + cells.length, 0),
    };
  });
}

function subjectKey({ kind, names }: Subject): string {
  return `${kind} ${names.join('+')}`;
}

function placesOf(cells: readonly ChangedCell[]): Place[] {
  const byResource = Map.groupBy(cells, (cell) => cell.question.resource);
  const byStates = Map.groupBy(byResource, ([, list]) =>
    accountStates.filter((state) => list.some((cell) => cell.state === state)).join(),
  );
  return [...byStates].map(([states, list]) => ({
    resources: list.map(([resource]) => resource),
    states: accountStates.filter((state) => states.split(',').includes(state)),
  }));
}

function affected(all: Universe, subjects: readonly Subject[]): Affected {
  const sets = subjects.filter(({ kind }) => kind === 'presets').map(({ names }) => names);
  const universal = all.subjects.filter(({ kind }) => kind === 'presets').map(({ names }) => names);
  const minimal = sets.filter((set) => !sets.some((other) => other !== set && isInside(other, set)));
  const touched = new Set(sets.flat());
  const unless = [...new Set(universal.flat())].filter((name) => !touched.has(name));
  const said = universal.filter(
    (set) => minimal.some((one) => isInside(one, set)) && !set.some((name) => unless.includes(name)),
  );
  const exact = said.length === sets.length;
  return {
    owner: subjects.some(({ kind }) => kind === 'owner'),
    permissions: subjects.filter(({ kind }) => kind === 'permission').flatMap(({ names }) => names),
    presets: exact ? minimal : sets,
    unless: exact && sets.length > 0 ? unless : [],
    sets: sets.length,
    exact,
  };
}

const isInside = (small: readonly string[], large: readonly string[]): boolean =>
  small.every((name) => large.includes(name));
