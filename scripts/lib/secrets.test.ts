import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { ensureSecrets } from './secrets.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'mandate-secrets-'));
});
afterEach(() => rmSync(dir, { recursive: true }));

it('makes secrets once, readable by their owner alone', () => {
  const first = ensureSecrets(dir);
  expect(Buffer.from(first.mailKey, 'base64')).toHaveLength(32);
  expect(statSync(join(dir, 'secrets.json')).mode & 0o777).toBe(0o600);
  expect(ensureSecrets(dir)).toEqual(first);
});

it('adds what a newer version needs and keeps the rest', () => {
  const { mailKey, ...older } = ensureSecrets(dir);
  writeFileSync(join(dir, 'secrets.json'), JSON.stringify(older));
  const now = ensureSecrets(dir);
  expect(now).toEqual({ ...older, mailKey: now.mailKey });
  expect(now.mailKey).not.toBe(mailKey);
  expect(JSON.parse(readFileSync(join(dir, 'secrets.json'), 'utf8'))).toEqual(now);
});
