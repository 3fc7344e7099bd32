import type { IdSet } from '../scope.ts';
import type { ScopeWords, Words } from '../words.ts';
import { fill, join, strong } from './text.ts';

/** Undefined: not for this reader to see. Null: no longer there. */
export type Names = (id: string) => string | null | undefined;

/** How the things of a scope are said. */
export interface Naming {
  readonly names: Names;
  /** One by one, where somebody decides by it or looks back; else more than a few are only counted. */
  readonly exact?: boolean;
  /** Named before all others, so that they are not among those which are too many to name. */
  readonly first?: ReadonlySet<string>;
}

const few = 3;
const many = 25;

/** The things of a scope in words; what the reader may not view, and what is no longer there, is only counted. */
export function scopeText(scope: IdSet, area: ScopeWords, words: Words, naming: Naming): string {
  if (scope.complement && scope.ids.size === 0) return area.all;
  const { known, hidden, gone } = sorted(scope, naming);
  const forms = scope.complement
    ? { count: area.exceptCount, hidden: area.exceptHidden, gone: area.exceptGone }
    : area;
  const named = naming.exact ? known.slice(0, many) : known.length <= few ? known : [];
  const items = [
    ...named.map(strong),
    ...counted(named.length > 0 ? area.more : forms.count, known.length - named.length),
    ...counted(forms.hidden, hidden),
    ...counted(forms.gone, gone),
  ];
  const list = join(items, words.list);
  return scope.complement ? fill(area.except, { list }) : list;
}

/** Things that the sentence before has named, when they are too many to be named again; undefined when they are not. */
export function sameText(scope: IdSet, area: ScopeWords): string | undefined {
  if (scope.ids.size <= few) return undefined;
  return fill(scope.complement ? area.exceptThese : area.these, { n: String(scope.ids.size) });
}

function sorted({ ids }: IdSet, { names, first }: Naming) {
  const found = [...ids].map((id) => ({ late: first?.has(id) ? 0 : 1, name: names(id) }));
  const known = found.flatMap(({ late, name }) => (name == null ? [] : [{ late, name }]));
  known.sort((a, b) => a.late - b.late || a.name.localeCompare(b.name));
  const gone = found.filter(({ name }) => name === null).length;
  return { known: known.map(({ name }) => name), gone, hidden: ids.size - known.length - gone };
}

export function isOne(scope: IdSet): boolean {
  return !scope.complement && scope.ids.size === 1;
}

function counted(forms: readonly string[], n: number): string[] {
  return n === 0 ? [] : [fill(forms[n === 1 ? 0 : 1] ?? '', { n: String(n) })];
}
