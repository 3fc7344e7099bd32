import type { Joiner } from '../words.ts';

export interface Part {
  readonly text: string;
  /** Names of things: set in bold. */
  readonly strong?: true;
}

export interface Sentence {
  readonly text: string;
  /** The same, cut where a name begins or ends. */
  readonly parts: readonly Part[];
  /** Why it is sensitive, when it is. */
  readonly sensitive?: string;
}

// private-use characters: no name of a container may hold them
const open = '\ue000';
const close = '\ue001';

/** Marks a name inside a text that is still being put together; names cannot bring marks of their own. */
export function strong(name: string): string {
  return `${open}${name.replace(/[\p{Cc}\p{Co}]/gu, '')}${close}`;
}

export function plain(marked: string): string {
  return marked.replaceAll(open, '').replaceAll(close, '');
}

export function sentence(marked: string, sensitive?: string): Sentence {
  const parts = marked.split(open).flatMap((piece, index): Part[] => {
    if (index === 0) return [{ text: piece }];
    const [name = '', after = ''] = piece.split(close);
    return [{ text: name, strong: true }, { text: after }];
  });
  const shown = { text: plain(marked), parts: parts.filter((part) => part.text !== '') };
  return sensitive === undefined ? shown : { ...shown, sensitive };
}

export function join(items: readonly string[], joiner: Joiner): string {
  const last = items.at(-1) ?? '';
  if (items.length < 2) return last;
  return items.slice(0, -1).join(joiner.comma) + (items.length === 2 ? joiner.two : joiner.last) + last;
}

export function capital(text: string): string {
  return text.replace(/^\ue000?./u, (first) => first.toLocaleUpperCase());
}

/** Puts values into `{places}`; a function, so that a `$` in a name stays one. */
export function fill(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(/\{(\w+)\}/g, (whole, place: string) => values[place] ?? whole);
}
