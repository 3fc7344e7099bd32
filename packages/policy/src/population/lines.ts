/** A line of the population cannot be used. Nothing after it was read. */
export class PopulationError extends Error {
  readonly line: number;

  constructor(line: number, message: string) {
    super(`line ${line}: ${message}`);
    this.name = 'PopulationError';
    this.line = line;
  }
}

export interface TextLine {
  readonly line: number;
  readonly text: string;
}

const longest = 64 * 1024 * 1024;

/** What `npm run` prints before the program starts. */
const npmSays = '> ';

/**
 * Lines of a stream, one chunk's worth at a time: never more of it in memory than a chunk and one line.
 * Empty lines do not count, nor what npm says before the first one.
 * Throws {@link PopulationError} for text that is not UTF-8 and for a line that never ends.
 */
export async function* lineGroups(input: AsyncIterable<string | Uint8Array>): AsyncGenerator<TextLine[]> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let rest = '';
  let line = 0;
  let begun = false;
  const take = (texts: readonly string[]): TextLine[] =>
    texts
      .map((text) => ({ line: ++line, text }))
      .filter(({ text }) => {
        const skipped = text.trim() === '' || (!begun && text.startsWith(npmSays));
        begun ||= !skipped;
        return !skipped;
      });
  for await (const chunk of input) {
    const texts = (rest + decode(chunk, line + 1)).split('\n');
    rest = texts.pop() ?? '';
    if (rest.length > longest)
      throw new PopulationError(line + texts.length + 1, 'is too long to be one line');
    yield take(texts);
  }
  yield take([rest + decode(undefined, line + 1)]);

  function decode(chunk: string | Uint8Array | undefined, from: number): string {
    if (typeof chunk === 'string') return chunk;
    try {
      return decoder.decode(chunk, { stream: chunk !== undefined });
    } catch {
      throw new PopulationError(from, 'or one soon after it is not UTF-8');
    }
  }
}
