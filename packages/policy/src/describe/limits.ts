import type { Bundle } from '../bundle.ts';
import type { Locale } from '../files.ts';
import { includes, everything, type IdSet } from '../scope.ts';
import type { LimitGroup, LimitPart } from '../words.ts';
import { capital, fill, join, sentence, type Sentence } from './text.ts';

type Held = ReadonlyMap<string, IdSet>;

/** "Cannot order, cancel, pay or invite; sees no invoices": the nearby things that are missing. */
export function limitText(bundle: Bundle, locale: Locale, held: Held): string {
  const { words } = bundle.labels[locale];
  if ([...held.keys()].every((name) => words.lookOnly.of.includes(name))) return `${words.lookOnly.text}.`;
  const said = words.limit.map((group) => groupText(group, held)).filter((text) => text !== '');
  return said.length === 0 ? '' : `${capital(said.join(words.clause))}.`;
}

/** The list "will not be able to". */
export function inabilities(bundle: Bundle, locale: Locale, held: Held): Sentence[] {
  const said = bundle.labels[locale].words.cannot.map((group) => groupText(group, held));
  return said.filter((text) => text !== '').map((text) => sentence(capital(text)));
}

function groupText(group: LimitGroup, held: Held): string {
  const parts = group.parts.filter((part) => concerns(part, held));
  const [only] = parts;
  if (!only) return '';
  if (parts.length === 1) return fill(group.one, { list: only.alone ?? only.text });
  return fill(group.more, {
    list: join(
      parts.map((part) => part.text),
      group.join,
    ),
  });
}

function concerns(part: LimitPart, held: Held): boolean {
  if (part.lacks.some((name) => held.has(name)) || !part.has.every((name) => held.has(name))) return false;
  if (part.partial === undefined) return true;
  const seen = held.get(`${part.partial}:view`);
  return seen !== undefined && !includes(seen, everything);
}
