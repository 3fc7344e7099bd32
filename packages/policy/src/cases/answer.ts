import type { ScopeAnswer, Slice } from '../slice.ts';
import type { PolicyCase, Where } from './case.ts';

/** The answer of a slice to a list about one person, in the words in which the file expects it. */
export function listed(
  slice: Slice,
  each: Extract<PolicyCase, { kind: 'where' | 'what' | 'everything' }>,
): string {
  if (each.kind === 'what') return inWords(slice.permissionsOn(each.resource));
  if (each.kind === 'where') return whereInWords(whereOf(slice.scope(each.action)));
  const held = slice.permissions().map((name) => [name, whereOf(slice.scope(name))] as const);
  return everythingInWords(Object.fromEntries(held));
}

/** What a case expects, in the same words. */
export function expectedInWords(each: PolicyCase): string {
  if (each.kind === 'may' || each.kind === 'gives') return each.expected;
  if (each.kind === 'where') return whereInWords(each.expected);
  return each.kind === 'everything' ? everythingInWords(each.expected) : inWords(each.expected);
}

/** What a case asks, in one line. */
export function questionInWords(each: PolicyCase): string {
  const { account, member } = each;
  const marks = [
    account === 'active' ? '' : `account ${account}`,
    member === 'active' ? '' : `member ${member}`,
  ];
  const situation = marks.filter(Boolean).join(', ');
  const asked = asking(each);
  return situation === '' ? asked : `${asked} (${situation})`;
}

function asking(each: PolicyCase): string {
  switch (each.kind) {
    case 'may':
      return `${each.who}: ${each.action} on ${each.resource}`;
    case 'where':
      return `${each.who}: ${each.action} on which resources`;
    case 'who':
      return `who: ${each.action} on ${each.resource}`;
    case 'what':
      return `${each.who}: what on ${each.resource}`;
    case 'everything':
      return `${each.who}: everything, and where`;
    case 'gives':
      return `${each.who}: gives the preset ${each.gives.preset}`;
  }
}

export function inWords(names: readonly string[]): string {
  return names.length === 0 ? 'none' : [...names].sort().join(', ');
}

function whereOf(answer: ScopeAnswer): Where {
  return 'only' in answer && answer.prefixes ? { within: answer.prefixes } : answer;
}

function whereInWords(where: Where): string {
  if ('within' in where) return `within ${inWords(where.within)}`;
  if ('only' in where) return where.only.length === 0 ? 'none' : `only ${inWords(where.only)}`;
  return where.except.length === 0 ? 'all' : `all except ${inWords(where.except)}`;
}

function everythingInWords(held: Readonly<Record<string, Where>>): string {
  return inWords(Object.entries(held).map(([name, where]) => `${name} ${whereInWords(where)}`));
}
