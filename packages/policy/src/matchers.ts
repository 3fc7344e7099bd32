import { containerOf, inside } from './address.ts';
import { has, type Members } from './scope.ts';

/** What `@area/action` in a row stands for, in this slice only. */
export interface ScopeTable {
  get(reference: string): Members | undefined;
}

/** The three tests of model.conf. Plain string work: Casbin's own patterns loop, backtrack and over-match. */
export function matchers(scopes: ScopeTable) {
  return {
    accMatch: (asked: string, row: string): boolean => row === '*' || asked === row,
    actMatch: (asked: string, row: string): boolean => asked === row,
    resMatch: (asked: string, row: string): boolean => {
      if (row.startsWith('@')) return inScope(scopes, asked, row);
      return row.endsWith('/**') ? inside(row, asked) : asked === row;
    },
  };
}

function inScope(scopes: ScopeTable, asked: string, reference: string): boolean {
  const scope = scopes.get(reference);
  const area = reference.slice(1, reference.indexOf('/'));
  if (!scope || (asked !== area && !asked.startsWith(`${area}/`))) return false;
  return has(scope, containerOf(asked));
}
