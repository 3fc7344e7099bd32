/** Start included, end excluded; infinite where a grant says nothing. */
export type Interval = readonly [from: number, to: number];

/** A set of instants: intervals in order, neither touching nor empty. */
export type Times = readonly Interval[];

export const never: Times = [];

export function times(intervals: readonly Interval[]): Times {
  const sorted = intervals.filter(([from, to]) => from < to).sort((a, b) => a[0] - b[0]);
  const merged: Interval[] = [];
  for (const [from, to] of sorted) {
    const last = merged.at(-1);
    if (last && from <= last[1]) merged[merged.length - 1] = [last[0], Math.max(last[1], to)];
    else merged.push([from, to]);
  }
  return merged;
}

export function both(a: Times, b: Times): Times {
  return times(
    a.flatMap(([from, to]) => b.map((other): Interval => [Math.max(from, other[0]), Math.min(to, other[1])])),
  );
}

export function without(a: Times, b: Times): Times {
  const cut = (pieces: Times, [from, to]: Interval): Times =>
    pieces.flatMap((piece): Interval[] => [
      [piece[0], Math.min(piece[1], from)],
      [Math.max(piece[0], to), piece[1]],
    ]);
  return b.reduce((pieces, hole) => cut(pieces, hole).filter(([from, to]) => from < to), a);
}

export function contain(a: Times, b: Times): boolean {
  return b.every(([from, to]) => a.some((other) => other[0] <= from && to <= other[1]));
}

export function at(a: Times, instant: number): boolean {
  return a.some(([from, to]) => from <= instant && instant < to);
}
