/** What a misspelt word was meant to be, or what there is to choose from. */
export function didYouMean(word: string, known: Iterable<string>): string {
  const all = [...known];
  const near = nearest(word, all);
  if (near !== undefined) return `did you mean ${near}?`;
  return all.length > 0 ? `known are ${all.join(', ')}` : 'none is known';
}

/** The known word with the fewest edits, when they are few enough to be a slip. */
export function nearest(word: string, known: Iterable<string>): string | undefined {
  let best: string | undefined;
  let fewest = Infinity;
  for (const candidate of known) {
    const [own, its] = withoutCommonPrefix(word.toLowerCase(), candidate.toLowerCase());
    const edits = distance(own, its);
    const slip = edits <= Math.max(1, own.length / 3) && edits < Math.max(own.length, its.length);
    if (!slip || edits >= fewest) continue;
    fewest = edits;
    best = candidate;
  }
  return best;
}

/** `role:` or `domains:` before both says nothing about how near they are. */
function withoutCommonPrefix(a: string, b: string): [string, string] {
  const prefix = /^.*[:.]/.exec(b)?.[0] ?? '';
  return a.startsWith(prefix) ? [a.slice(prefix.length), b.slice(prefix.length)] : [a, b];
}

/** Insertions, deletions, substitutions and swaps of neighbours. */
function distance(a: string, b: string): number {
  let before: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      let edits = Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + same);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        edits = Math.min(edits, (before[j - 2] ?? 0) + 1);
      next.push(edits);
    }
    before = row;
    row = next;
  }
  return row[b.length] ?? 0;
}
