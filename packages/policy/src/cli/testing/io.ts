import type { Io } from '../io.ts';

/** An Io that keeps what is written, for tests. */
export function keepingIo(change: Partial<Io> = {}): Io & { written: { out: string; err: string } } {
  const written = { out: '', err: '' };
  return {
    out: (text) => void (written.out += text),
    err: (text) => void (written.err += text),
    tty: false,
    cwd: process.cwd(),
    stdin: lines(''),
    ...change,
    written,
  };
}

/** A stdin that holds this text. */
export async function* lines(text: string): AsyncIterable<string> {
  yield await Promise.resolve(text);
}
