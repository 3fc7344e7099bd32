import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ownPolicies } from '../files.ts';
import { run } from './program.ts';
import { keepingIo } from './testing/io.ts';

let folder = '';
let policies = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mandate-policy-'));
  policies = join(folder, 'policies');
  await cp(ownPolicies, policies, { recursive: true });
});
afterAll(() => rm(folder, { recursive: true }));

async function ran(...argv: string[]) {
  const io = keepingIo({ cwd: folder });
  return { code: await run(argv, io), ...io.written };
}

test('the committed types, names and matrix are fresh', async () => {
  expect(await ran('types', '--check')).toEqual({ code: 0, out: '', err: 'fresh\n' });
  expect(await ran('matrix', '--check')).toEqual({ code: 0, out: '', err: 'fresh\n' });
});

test('lint says file, line, column, fault and what instead; findings end with 1', async () => {
  expect(await ran('lint', '--policies', 'policies')).toMatchObject({ code: 0, out: '' });
  const auditor = join(policies, 'presets/auditor.csv');
  const before = await readFile(auditor, 'utf8');
  await writeFile(auditor, `${before}p, role:auditor, *, domains/**, mange, allow\n`);
  const text = await ran('lint', '--policies', 'policies');
  const json = await ran('lint', '--policies', 'policies', '--json');
  const other = await ran('matrix', '--policies', 'policies');
  await writeFile(auditor, before);
  const message = 'unknown permission domains:mange';
  const suggestion = 'did you mean domains:manage?';
  expect(text.code).toBe(1);
  expect(text.out).toBe(`policies/presets/auditor.csv:7:33: ${message}; ${suggestion}\n`);
  expect(json.code).toBe(1);
  expect(JSON.parse(json.out)).toEqual({
    faults: [{ file: 'presets/auditor.csv', line: 7, column: 33, message, suggestion }],
  });
  expect(other).toMatchObject({ code: 1, out: '' });
  expect(other.err).toContain(message);
});

test('a new permission makes types, published names and matrix stale until they are made again', async () => {
  const change = async (file: string, from: string, to: string) => {
    const text = await readFile(join(policies, file), 'utf8');
    await writeFile(join(policies, file), text.replace(from, to));
  };
  const only = ['--policies', 'policies', '--out', 'names.ts'];
  expect((await ran('types', ...only)).code).toBe(0);
  await change('catalogue.yaml', 'profile:', 'glue: { suspended: allow, delegable: false }\n      profile:');
  await change('guardrails.csv', '# Closed', 'p, role:account.closed, *, admin/**, glue, deny\n# Closed');
  for (const file of ['labels.en.yaml', 'labels.fr.yaml'])
    await change(file, 'permissions:\n', 'permissions:\n  admin:glue: { name: Glue, consequence: Glues. }\n');
  const stale = await ran('types', '--check', ...only);
  expect(stale.code).toBe(1);
  expect(stale.out).toBe(
    'names.ts is stale: run mandate-policy types\npolicies/published.yaml is stale: run mandate-policy types\n',
  );
  expect((await ran('matrix', '--check', '--policies', 'policies')).code).toBe(1);
  expect((await ran('types', ...only)).code).toBe(0);
  expect((await ran('types', '--check', ...only)).code).toBe(0);
  expect(await readFile(join(policies, 'published.yaml'), 'utf8')).toContain('  - admin:glue\n');
});

test('the matrix page is complete in itself, in both languages, and escapes the words of the files', async () => {
  for (const [locale, word] of [
    ['en', 'Security specialist'],
    ['fr', 'Gestion des domaines'],
  ]) {
    const { code, out } = await ran('matrix', '--html', '-', '--locale', String(locale));
    expect(code).toBe(0);
    expect(out).toContain(`<html lang="${locale}">`);
    expect(out).toContain(word);
    expect(out).not.toMatch(/<script|src=|href="[^#]|https?:/);
    expect(out.match(/<th scope="row">/g)).toHaveLength(24);
    expect(out.match(/<td>/g)).toHaveLength(24 * 8);
  }
  const labels = join(policies, 'labels.en.yaml');
  await writeFile(labels, (await readFile(labels, 'utf8')).replace('name: Order,', 'name: "<b>&",'));
  expect((await ran('matrix', '--html', '-', '--policies', 'policies')).out).toContain('&lt;b&gt;&amp;');
});
