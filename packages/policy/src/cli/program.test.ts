import { expect, test } from 'vitest';
import { run } from './program.ts';
import { keepingIo } from './testing/io.ts';

test('help goes to stdout and ends well', async () => {
  const io = keepingIo();
  expect(await run(['--help'], io)).toBe(0);
  expect(io.written.out).toContain('Exit codes: 0 fine, 1 findings, 2 usage.');
  expect(io.written.err).toBe('');
});

test.each([
  [[], 'Usage: mandate-policy'],
  [['lnt'], "unknown command 'lnt'\n(Did you mean lint?)"],
  [['lint', '--fast'], "unknown option '--fast'"],
  [['lint', '--policies', 'no/such/folder'], 'no folder no/such/folder'],
])('%j is no usage: exit 2, told on stderr', async (argv, message) => {
  const io = keepingIo();
  expect(await run(argv, io)).toBe(2);
  expect(io.written.err).toContain(message);
  expect(io.written.out).toBe('');
});

test.each(['lint', 'test', 'diff', 'explain', 'types', 'matrix'])(
  '%s has --json, --policies and examples',
  async (name) => {
    const io = keepingIo();
    expect(await run([name, '--help'], io)).toBe(0);
    for (const part of ['--json', '--policies <dir>', `Examples:\n  $ mandate-policy ${name}`])
      expect(io.written.out).toContain(part);
  },
);
