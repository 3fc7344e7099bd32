export type Word =
  | { kind: 'plain'; text: string }
  | { kind: 'strong'; text: string }
  | { kind: 'link'; text: string; url: string };

/** Marks inside a translated sentence. They lie in the private use area, which `clean*` strips from all else. */
export const strong = (text: string): string => `\ue000${text}\ue001`;
export const link = (text: string, url: string): string => `\ue002${url}\ue003${text}\ue004`;
/** An address shown as it is. */
export const bareLink = (url: string): string => link(url, url);

const marks = /\ue000([^\ue001]*)\ue001|\ue002([^\ue003]*)\ue003([^\ue004]*)\ue004/g;

export function parseWords(text: string): Word[] {
  const words: Word[] = [];
  let at = 0;
  for (const found of text.matchAll(marks)) {
    if (found.index > at) words.push({ kind: 'plain', text: text.slice(at, found.index) });
    const [whole, bold, url, label] = found;
    if (url === undefined) words.push({ kind: 'strong', text: bold ?? '' });
    else words.push({ kind: 'link', text: label ?? '', url });
    at = found.index + whole.length;
  }
  if (at < text.length) words.push({ kind: 'plain', text: text.slice(at) });
  return words;
}

/** In the text part a link's address follows its words. */
export function plainWords(text: string): string {
  return parseWords(text)
    .map((word) =>
      word.kind === 'link' && word.text !== word.url ? `${word.text} (${word.url})` : word.text,
    )
    .join('');
}
