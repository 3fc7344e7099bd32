const invisible = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Cn}]/gu;
const dots = /[.\u3002\uff0e\uff61](?=\S)/g;

/** Names and notes are written by strangers. Mail programs turn whatever looks like an address into a link of
 * its own, so inner dots become U+2024 and the colon of a scheme U+2236: they read the same and link nowhere. */
const unlink = (text: string): string => text.replaceAll(dots, '\u2024').replaceAll('://', '\u2236//');

/** Keeps no-break spaces, which hold French signs to their words. */
const spaces = /[^\S\u00a0\u202f]+/g;

const oneLine = (text: string): string =>
  text.replaceAll(spaces, ' ').replaceAll(invisible, '').replaceAll(/ +/g, ' ').trim();

function cap(text: string, most: number): string {
  const letters = [...text];
  return letters.length <= most
    ? text
    : `${letters
        .slice(0, most - 1)
        .join('')
        .trimEnd()}…`;
}

export function cleanName(name: string): string {
  return unlink(cap(oneLine(name), 64));
}

export function cleanNote(note: string): string {
  const lines = note.split(/\r?\n/).map(oneLine);
  return unlink(
    cap(
      lines
        .join('\n')
        .replaceAll(/\n{3,}/g, '\n\n')
        .trim(),
      500,
    ),
  );
}

/** Sentences come from the policy and hold domain names, which keep their dots. */
export function cleanSentence(text: string): string {
  return cap(oneLine(text), 600).replaceAll('://', '\u2236//');
}

export function cleanAddress(address: string): string {
  return cap(oneLine(address), 254);
}
