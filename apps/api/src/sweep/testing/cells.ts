import type { Line, Table } from './line.ts';
import { expected } from './oracle.ts';
import { owner, outsider, removed, targets, withoutRights } from './people.ts';
import { anonymous, suspended, type Person, type Target } from './people.ts';

/** One procedure, one person, one target, and the code that S11 gives. */
export interface Cell {
  path: string;
  line: Line;
  person: Person;
  target: Target;
  code: string;
}

/** Where rights cannot matter, one of each standing is enough; the rest would be the same cell again. */
const few = ['full on all', 'support:own', 'domains:view on only another'];
const some = [anonymous, outsider, removed, suspended, withoutRights, owner];
const edges = [outsider, removed, withoutRights, owner];

function targetsOf(line: Line, person: Person): readonly Target[] {
  if (line.kind === 'public') return ['own'];
  if (line.kind === 'user') return line.names ? ['own', 'foreign id', 'nonexistent id'] : ['own'];
  const named = Boolean(line.names);
  const rests = !['member', 'owner', 'outsider', 'anonymous', 'removed', 'suspended'].includes(person.kind);
  return targets.filter((target) => {
    if (rests && target !== 'own' && target !== 'other account') return false;
    if (target === 'own ticket') return line.names === 'ticket' && person.kind !== 'outsider';
    if (target === 'unknown account' || target === 'malformed account') return edges.includes(person);
    if (target === 'odd id' || target === 'malformed id')
      return named && (edges.includes(person) || few.includes(person.name));
    return named || !target.endsWith(' id');
  });
}

const asked = (line: Line, person: Person): boolean =>
  line.kind === 'account' || line.kind === 'member' || some.includes(person) || few.includes(person.name);

export const cellsOf = (table: Table, people: readonly Person[]): Cell[] =>
  Object.entries(table).flatMap(([path, line]) =>
    people
      .filter((person) => asked(line, person))
      .flatMap((person) =>
        targetsOf(line, person).map((target) => ({
          ...{ path, line, person, target },
          code: expected(line, person, target),
        })),
      ),
  );

export const succeeds = ({ code, line }: Cell): boolean => code === 'OK' && line.type === 'mutation';

export const nameOf = ({ path, person, target }: Cell): string => `${path} by ${person.name}, ${target}`;
