import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ownPolicies } from '../../files.ts';

export type Changes = Readonly<Record<string, (text: string) => string>>;

const folders: string[] = [];

/** A copy of the shipped policies with some files changed. */
export async function changedPolicies(changes: Changes): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'mandate-policies-'));
  folders.push(folder);
  await cp(ownPolicies, folder, { recursive: true });
  for (const [file, change] of Object.entries(changes)) {
    const text = await readFile(join(folder, file), 'utf8').catch(() => '');
    await writeFile(join(folder, file), change(text));
  }
  return folder;
}

/** Removes what this test file made; for `afterAll`. */
export async function removePolicies(): Promise<void> {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true });
}

const renamed = (text: string) => text.replaceAll('domains:transfer', 'domains:release');

export const changes = {
  /** The auditor manages domains. */
  auditorManages: {
    'presets/auditor.csv': (text) => `${text}p, role:auditor, *, domains/**, manage, allow\n`,
  },
  /** Losses and gains in most areas, a guardrail among them. */
  much: {
    'catalogue.yaml': (text) => text.replace(/(pay: .*suspended: )allow/, '$1deny'),
    'guardrails.csv': (text) => `${text}p, role:account.suspended, *, billing/**, pay, deny\n`,
    'presets/technician.csv': (text) => text.replace(/.*domains.*\n/, ''),
    'presets/accountant.csv': (text) => text.replace(/.*support.*\n/, ''),
    'presets/auditor.csv': (text) => text.replace(/.*activity.*\n/, ''),
    'presets/security-specialist.csv': (text) =>
      `${text}p, role:security-specialist, *, domains/**, transfer, allow\n`,
  },
  /** domains:transfer is called domains:release. */
  transferRenamed: {
    'labels.en.yaml': renamed,
    'labels.fr.yaml': renamed,
    'catalogue.yaml': (text) => text.replace('transfer: {', 'release: {'),
    'owner.csv': (text) => text.replace('transfer', 'release'),
    'guardrails.csv': (text) => text.replaceAll('transfer', 'release'),
    'presets/full.csv': (text) => text.replace('transfer', 'release'),
    'retired.yaml': (text) =>
      text.replace(
        'permissions: {}',
        'permissions:\n  domains:transfer: { on: 2026-11-22, instead: [domains:release] }',
      ),
  },
} as const satisfies Record<string, Changes>;
