import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import type { Find } from './testing/faults/find.ts';
import { faults } from './testing/faults/list.ts';

// the control of worlds.test.ts: what it would have found
const program = join(import.meta.dirname, 'testing/faults/find.ts');
const { stdout } = await promisify(execFile)(process.execPath, [program], { maxBuffer: 1024 ** 2 });
const finds = JSON.parse(stdout) as Find[];

test.each(faults)('the questions of the random worlds find it when $name', ({ name }) => {
  expect(finds.find((find) => find.name === name)?.difference).toBeTypeOf('string');
});
