import { isId } from './address.ts';

/** Containers of one area: exactly these, or all but these (things added later included). */
export type Scope = { readonly only: readonly string[] } | { readonly except: readonly string[] };

/** The same, ready to be asked. `ids` are the members, or, of a complement, the exceptions. */
export interface IdSet {
  readonly complement: boolean;
  readonly ids: ReadonlySet<string>;
}

/** As much of an {@link IdSet} as asking one id needs. */
export interface Members {
  readonly complement: boolean;
  readonly ids: Pick<ReadonlySet<string>, 'has'>;
}

export const nothing: IdSet = { complement: false, ids: new Set() };
export const everything: IdSet = { complement: true, ids: new Set() };

/** Reads a stored scope; undefined when it is not one (which then gives nothing). */
export function readScope(value: unknown): IdSet | undefined {
  const read = listed(value);
  return read && { complement: read.complement, ids: new Set(read.list) };
}

function listed(value: unknown): { complement: boolean; list: string[] } | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const keys = Object.keys(value);
  if (keys.length !== 1) return undefined;
  const complement = keys[0] === 'except';
  const list: unknown = complement ? Reflect.get(value, 'except') : Reflect.get(value, 'only');
  return Array.isArray(list) && list.every(isId) ? { complement, list } : undefined;
}

/** What `has(readScope(value), id)` says, without building a set: the list is checked only where it would say yes. */
export function holds(value: unknown, id: string | undefined): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const { only, except } = value as { only?: unknown; except?: unknown };
  if (Array.isArray(only)) {
    if (id === undefined || !(only.length === 1 ? only[0] === id : only.includes(id))) return false;
  } else if (!Array.isArray(except) || (id !== undefined && except.includes(id))) return false;
  return listed(value) !== undefined;
}

export function writeScope(set: IdSet): { only: string[] } | { except: string[] } {
  const ids = [...set.ids].sort();
  return set.complement ? { except: ids } : { only: ids };
}

/** Is this container inside? Ask `undefined` for what does not exist yet. */
export function has(set: Members, id: string | undefined): boolean {
  return id === undefined ? set.complement : set.ids.has(id) !== set.complement;
}

export function isEmpty(set: IdSet): boolean {
  return !set.complement && set.ids.size === 0;
}

export function complement(set: IdSet): IdSet {
  return { complement: !set.complement, ids: set.ids };
}

export function intersection(a: IdSet, b: IdSet): IdSet {
  if (a.complement && b.complement) return { complement: true, ids: new Set([...a.ids, ...b.ids]) };
  const [kept, other] = a.complement ? [b, a] : [a, b];
  return { complement: false, ids: new Set([...kept.ids].filter((id) => has(other, id))) };
}

export function union(a: IdSet, b: IdSet): IdSet {
  return complement(intersection(complement(a), complement(b)));
}

/** The union of many, in one pass over all ids. */
export function unionAll(sets: readonly IdSet[]): IdSet {
  const only = new Set(sets.filter((set) => !set.complement).flatMap((set) => [...set.ids]));
  const [first, ...others] = sets.filter((set) => set.complement);
  if (!first) return { complement: false, ids: only };
  const left = [...first.ids].filter((id) => !only.has(id) && others.every((other) => other.ids.has(id)));
  return { complement: true, ids: new Set(left) };
}

/** The union of what is stored, malformed ones left out, without a set for each. */
export function readAll(values: readonly unknown[]): IdSet {
  const only = new Set<string>();
  const complements: IdSet[] = [];
  for (const value of values) {
    const read = listed(value);
    if (read?.complement) complements.push({ complement: true, ids: new Set(read.list) });
    else for (const id of read?.list ?? []) only.add(id);
  }
  return complements.length === 0
    ? { complement: false, ids: only }
    : unionAll([{ complement: false, ids: only }, ...complements]);
}

/** Some id that is named as being inside; undefined when there is none. */
export function someId(values: readonly unknown[]): string | undefined {
  for (const value of values) {
    const read = listed(value);
    if (read && !read.complement && read.list.length > 0) return read.list[0];
  }
  return undefined;
}

export function difference(a: IdSet, b: IdSet): IdSet {
  return intersection(a, complement(b));
}

/** Is every container of `b`, existing or not, inside `a`? */
export function includes(a: IdSet, b: IdSet): boolean {
  return isEmpty(difference(b, a));
}
