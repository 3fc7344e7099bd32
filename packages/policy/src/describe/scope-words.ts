import type { IdSet } from '../scope.ts';
import type { ScopeWords, Words } from '../words.ts';
import { fill, join, strong } from './text.ts';

/** Undefined: not for this reader to see. Null: no longer there. */
export type Names = (id: string) => string | null | undefined;

const listed = 3;

/** The things of a scope in words: names up to three, else a count; what the reader may not view is only counted. */
export function scopeText(scope: IdSet, area: ScopeWords, words: Words, names: Names): string {
  if (scope.complement && scope.ids.size === 0) return area.all;
  const known = [...scope.ids]
    .map(names)
    .filter((name) => name != null)
    .sort((a, b) => a.localeCompare(b));
  const hidden = scope.ids.size - known.length;
  const [count, unseen] = scope.complement
    ? [area.exceptCount, area.exceptHidden]
    : [area.count, area.hidden];
  const items = known.length <= listed ? known.map(strong) : [counted(count, known.length)];
  if (hidden > 0) items.push(counted(unseen, hidden));
  const list = join(items, words.list);
  return scope.complement ? fill(area.except, { list }) : list;
}

export function isOne(scope: IdSet): boolean {
  return !scope.complement && scope.ids.size === 1;
}

function counted(forms: readonly string[], n: number): string {
  return fill(forms[n === 1 ? 0 : 1] ?? '', { n: String(n) });
}
