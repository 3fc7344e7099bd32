import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import type { Bundle } from '../bundle.ts';
import { PolicyFilesError } from '../faults.ts';
import { ownPolicies } from '../files.ts';
import { followPolicies } from './follow.ts';
import { MemoryGrants } from './memory.ts';
import { createPolicy } from './policy.ts';
import { loadProven } from './prove.ts';

const open: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const close of open.splice(0).reverse()) await close();
});

async function folder() {
  const dir = await mkdtemp(join(tmpdir(), 'mandate-policies-'));
  open.push(() => rm(dir, { recursive: true }));
  await cp(ownPolicies, dir, { recursive: true });
  return {
    dir,
    edit: async (file: string, change: (text: string) => string) =>
      writeFile(join(dir, file), change(await readFile(join(dir, file), 'utf8'))),
  };
}

async function followed() {
  const { dir, edit } = await folder();
  const policy = createPolicy({ bundle: await loadProven(dir), grants: new MemoryGrants() });
  const told = { swapped: vi.fn<(bundle: Bundle) => void>(), refused: vi.fn<(error: unknown) => void>() };
  const following = followPolicies(policy, { dir, ...told, settle: 20 });
  open.push(() => following.stop());
  return { policy, told, following, edit, dir, first: policy.bundle };
}

const fault = (error: unknown) => (error as PolicyFilesError).faults[0];

test('a changed folder is put in force by itself', async () => {
  const { policy, told, edit, first } = await followed();
  await edit('labels.en.yaml', (text) => `${text}# seen\n`);
  await vi.waitUntil(() => told.swapped.mock.calls.length > 0, 10_000);
  expect(policy.bundle.version).not.toBe(first.version);
  expect(told.refused).not.toHaveBeenCalled();
});

test('a broken folder leaves the old bundle in force and says file and line; mended, it is taken', async () => {
  const { policy, told, following, edit, first } = await followed();
  await edit('presets/accountant.csv', (text) => text.replace('manage, allow', 'manage, alow'));
  await following.reload();
  expect(policy.bundle).toBe(first);
  expect(told.refused.mock.calls[0]?.[0]).toBeInstanceOf(PolicyFilesError);
  expect(fault(told.refused.mock.calls[0]?.[0])).toMatchObject({ file: 'presets/accountant.csv', line: 3 });
  await edit('presets/accountant.csv', (text) => `${text.replace('alow', 'allow')}# mended\n`);
  await following.reload();
  expect(policy.bundle).not.toBe(first);
});

test('a file that is empty while it is written is not taken for a preset that gives nothing', async () => {
  const { told, following, edit, dir } = await followed();
  await rm(join(dir, 'cases'), { recursive: true });
  let shipped = '';
  await edit('presets/auditor.csv', (text) => {
    shipped = text;
    return '';
  });
  const reloaded = following.reload();
  await edit('presets/auditor.csv', () => `${shipped}# written\n`);
  await reloaded;
  const given = told.swapped.mock.calls.map(([bundle]) => bundle.presets.get('auditor')?.permissions.length);
  expect(given).toEqual([6]);
});

test('files that are well formed and let a case fail are not put in force', async () => {
  const { policy, told, following, edit, first } = await followed();
  const row = /^p, role:domain-manager, .*manage, allow\n/m;
  await edit('presets/domain-manager.csv', (text) => text.replace(row, ''));
  await following.reload();
  expect(policy.bundle).toBe(first);
  expect(fault(told.refused.mock.calls[0]?.[0])?.file).toMatch(/^cases\//);
});

test('a bundle that decides wrongly is never swapped in, however it was made', async () => {
  const [bundle, grants] = [await loadProven(), new MemoryGrants()];
  const policy = createPolicy({ bundle, grants });
  const open: Bundle = { ...bundle, guardrails: new Map([...bundle.guardrails, ['suspended', []]]) };
  expect(() => policy.swap(open)).toThrow('services:manage is allowed in a suspended account');
  const shut: Bundle = { ...bundle, expansion: new Map() };
  expect(() => policy.swap(shut)).toThrow('services:view is denied to the owner');
  expect(() => createPolicy({ bundle: open, grants })).toThrow(PolicyFilesError);
  expect(policy.bundle).toBe(bundle);
});
