import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const made = {
  /** Shared by portal and API: who shows it is believed about client address and language. */
  apiKey: () => randomBytes(32).toString('base64url'),
  /** Seals mail bodies and secrets at rest; losing it loses what is not sent yet. */
  mailKey: () => randomBytes(32).toString('base64'),
  /** Signs what the local mailbox tells about its mails. */
  webhookSecret: () => `whsec_${randomBytes(32).toString('base64')}`,
  ownerPassword: () => randomBytes(24).toString('base64url'),
  appPassword: () => randomBytes(24).toString('base64url'),
  workerPassword: () => randomBytes(24).toString('base64url'),
  reportPassword: () => randomBytes(24).toString('base64url'),
};

export type Secrets = Record<keyof typeof made, string>;

/** The secrets of this installation, made once and kept in the data folder. */
export function ensureSecrets(dataDir: string): Secrets {
  const file = join(dataDir, 'secrets.json');
  const kept = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Partial<Secrets>) : {};
  const fresh = Object.fromEntries(Object.entries(made).map(([name, make]) => [name, make()])) as Secrets;
  const secrets = { ...fresh, ...kept };
  if (Object.keys(kept).length < Object.keys(made).length) {
    writeFileSync(`${file}.new`, JSON.stringify(secrets, undefined, 2), { mode: 0o600 });
    renameSync(`${file}.new`, file);
  }
  return secrets;
}
