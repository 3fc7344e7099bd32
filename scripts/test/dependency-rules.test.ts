import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { root } from '../lib/process.ts';
import { runCommand } from '../lib/run-command.ts';

const dir = mkdtempSync(join(tmpdir(), 'mandate-rules-'));
afterAll(() => rmSync(dir, { recursive: true }));

/** Files of a small copy of the house, and the rule each breaks; null breaks none. */
const files: [path: string, code: string, rule: string | null][] = [
  ['packages/db/src/index.ts', `export const newId = () => '';`, null],
  ['packages/policy/src/index.ts', `export type Bundle = string; export const load = () => 1;`, null],
  ['packages/emails/src/index.ts', `import '../../messages/src/index.ts';`, null],
  ['packages/messages/src/index.ts', `export const m = {};`, null],
  ['apps/api/src/server.ts', `import '../../../packages/db/src/index.ts'; export type AppRouter = 1;`, null],
  ['apps/api/src/contract/index.ts', `export const schema = 1;`, null],
  [
    'apps/portal/src/types.ts',
    `import type { AppRouter } from '../../api/src/server.ts'; export type A = AppRouter;`,
    null,
  ],
  ['apps/portal/src/form.ts', `import '../../api/src/contract/index.ts';`, null],
  [
    'packages/db/src/types.ts',
    `import type { Bundle } from '../../policy/src/index.ts'; export type B = Bundle;`,
    null,
  ],
  [
    'packages/db/src/decide.ts',
    `import { load } from '../../policy/src/index.ts'; load();`,
    'db-takes-only-types-of-policy',
  ],
  ['packages/db/src/send.ts', `import '../../emails/src/index.ts';`, 'db-imports-no-other'],
  ['packages/policy/src/ids.ts', `import '../../db/src/index.ts';`, 'policy-stands-alone'],
  ['packages/emails/src/rows.ts', `import '../../db/src/index.ts';`, 'emails-only-messages'],
  ['packages/messages/src/rows.ts', `import '../../db/src/index.ts';`, 'messages-stand-alone'],
  ['apps/api/src/page.ts', `import '../../portal/src/form.ts';`, 'api-not-portal'],
  ['apps/api/src/contract/rows.ts', `import '../server.ts';`, 'contract-is-for-both-sides'],
  ['apps/portal/src/rows.ts', `import '../../../packages/db/src/index.ts';`, 'portal-only-api-and-messages'],
  ['apps/portal/src/serve.ts', `import '../../api/src/server.ts';`, 'portal-takes-types-and-contract'],
  ['apps/portal/src/client.ts', `import '@trpc/client';`, 'one-door-to-trpcclient'],
  ['apps/api/src/enforce.ts', `import 'casbin';`, 'one-door-to-casbin'],
  ['apps/api/src/mail.ts', `import 'resend';`, 'one-door-to-resend'],
  ['apps/api/src/session.ts', `import 'lucia';`, 'one-door-to-lucia'],
  ['apps/api/src/one.ts', `import { b } from './two.ts'; export const a = () => b;`, 'no-circles'],
  ['apps/api/src/two.ts', `import { a } from './one.ts'; export const b = () => a;`, null],
];

beforeAll(() => {
  for (const [path, code] of files) {
    mkdirSync(dirname(join(dir, path)), { recursive: true });
    writeFileSync(join(dir, path), code);
  }
  writeFileSync(join(dir, 'package.json'), readFileSync(join(root, 'package.json')));
  symlinkSync(join(root, 'node_modules'), join(dir, 'node_modules'));
});

it('every dependency rule refuses what it is there for, and nothing else', async () => {
  const line = [
    'depcruise',
    '--config',
    join(root, '.dependency-cruiser.mjs'),
    '-T',
    'err',
    'apps',
    'packages',
  ];
  const { output } = await runCommand(new AbortController().signal, 1, line, { cwd: dir });
  const broken = [...output.matchAll(/error ([\w-]+): (\S+)/g)].map(([, rule, path]) => `${path} ${rule}`);
  const expected = files.flatMap(([path, , rule]) => (rule ? [`${path} ${rule}`] : []));
  expect(broken.sort()).toEqual(expected.sort());
});
