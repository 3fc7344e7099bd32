import { has, unionAll, type IdSet } from './scope.ts';
import { both, contain, never, times, without, type Interval, type Times } from './times.ts';

/** When each container is held: the ids that differ, and all the rest (what does not exist yet included). */
export interface Timeline {
  readonly rest: Times;
  readonly ids: ReadonlyMap<string, Times>;
}

export interface Span {
  readonly scope: IdSet;
  readonly interval: Interval;
}

export const empty: Timeline = { rest: never, ids: new Map() };

export function timeline(spans: readonly Span[]): Timeline {
  const byInterval = Map.groupBy(spans, (span) => span.interval.join());
  const distinct = [...byInterval.values()].flatMap((same): Span[] => {
    const [first] = same;
    return first ? [{ interval: first.interval, scope: unionAll(same.map((span) => span.scope)) }] : [];
  });
  const when = (id: string | undefined) =>
    times(distinct.filter((span) => has(span.scope, id)).map((span) => span.interval));
  const ids = new Set(distinct.flatMap((span) => [...span.scope.ids]));
  return { rest: when(undefined), ids: new Map([...ids].map((id) => [id, when(id)])) };
}

export function heldAt(line: Timeline, id: string | undefined): Times {
  return (id === undefined ? undefined : line.ids.get(id)) ?? line.rest;
}

export function intersect(a: Timeline, b: Timeline): Timeline {
  return combine(a, b, both);
}

export function subtract(a: Timeline, b: Timeline): Timeline {
  return combine(a, b, without);
}

/** Is every (container, instant) of `b` in `a`? */
export function coversLine(a: Timeline, b: Timeline): boolean {
  return mentioned(a, b).every((id) => contain(heldAt(a, id), heldAt(b, id)));
}

function combine(a: Timeline, b: Timeline, join: (one: Times, other: Times) => Times): Timeline {
  const ids = mentioned(a, b).filter((id) => id !== undefined);
  return {
    rest: join(a.rest, b.rest),
    ids: new Map(ids.map((id) => [id, join(heldAt(a, id), heldAt(b, id))])),
  };
}

function mentioned(a: Timeline, b: Timeline): (string | undefined)[] {
  return [undefined, ...new Set([...a.ids.keys(), ...b.ids.keys()])];
}

/** The same as scopes with an interval each, as few as there are different intervals. */
export function spansOf(line: Timeline): Span[] {
  const intervals = new Map<string, Interval>();
  for (const interval of [...line.rest, ...[...line.ids.values()].flat()])
    intervals.set(interval.join(), interval);
  return [...intervals.values()].map((interval) => {
    const inIt = (held: Times) => held.some((other) => other[0] === interval[0] && other[1] === interval[1]);
    const complement = inIt(line.rest);
    const ids = [...line.ids].filter(([, held]) => inIt(held) !== complement).map(([id]) => id);
    return { scope: { complement, ids: new Set(ids) }, interval };
  });
}
