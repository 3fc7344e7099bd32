import { expect, test } from 'vitest';
import { Progress } from './progress.ts';

function telling(tty: boolean) {
  const written: string[] = [];
  const clock = { now: 0 };
  const talk = { err: (text: string) => void written.push(text), tty };
  return { written, clock, progress: new Progress(talk, () => clock.now) };
}

test('a person sees one line rewritten in place, gone at the end', () => {
  const { written, clock, progress } = telling(true);
  for (const now of [50, 120, 150, 260]) {
    clock.now = now;
    progress.tell('cases', now, 300);
  }
  progress.done();
  expect(written).toEqual(['\r\u001B[Kcases 120 of 300', '\r\u001B[Kcases 260 of 300', '\r\u001B[K']);
});

test('a log gets a line every ten seconds, a short run none', () => {
  const { written, clock, progress } = telling(false);
  for (const now of [9_000, 11_000, 12_000, 22_000]) {
    clock.now = now;
    progress.tell('mutants', now);
  }
  progress.done();
  expect(written).toEqual(['mutants 11000\n', 'mutants 22000\n']);
});
