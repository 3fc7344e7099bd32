import { randomBytes } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { ClaimedCommand } from './claim.ts';

/** What became of a command at the provider. Asked twice for the same command, an adapter does it once. */
export type CommandResult =
  { state: 'done'; secret?: string; address?: string } | { state: 'failed'; error: string };

/** Carries commands out. @throws when it is worth trying again later. */
export type Provider = (command: ClaimedCommand, signal: AbortSignal) => Promise<CommandResult>;

/** Letters and digits that nobody confuses when reading them aloud. */
const legible = 'abcdefghjkmnpqrstuvwxyzABCDEFGHJKMNPQRSTUVWXYZ23456789';

function legibleSecret(length: number): string {
  let secret = '';
  while (secret.length < length) {
    for (const byte of randomBytes(length)) {
      if (byte < legible.length * 4 && secret.length < length)
        secret += legible.charAt(byte % legible.length);
    }
  }
  return secret;
}

/** Stands in for the provider's machines: succeeds after a moment, with secrets that open nothing. */
export function demoProvider(delayMs: number): Provider {
  return async (command, signal) => {
    await wait(delayMs, undefined, { signal });
    switch (command.kind) {
      case 'service.reset_password':
        return { state: 'done', secret: legibleSecret(20) };
      case 'service.panel_link':
        return { state: 'done', secret: `https://panel.mandate.example/enter?ticket=${legibleSecret(32)}` };
      case 'domain.transfer_code':
        return { state: 'done', secret: legibleSecret(16) };
      case 'service.order':
        return { state: 'done', address: `192.0.2.${1 + ((randomBytes(1)[0] ?? 0) % 254)}` };
      default:
        return { state: 'done' };
    }
  };
}
