import { Delivery, OutboxMessage } from '../entities/index.ts';
import type { Locale } from '../entities/index.ts';
import { newId } from '../ids.ts';
import type { DemoAccount } from './accounts.ts';
import type { Seed } from './seed.ts';

export interface DemoMail {
  kind: string;
  recipient: string;
  subject: string;
  at: Date;
  state?: 'delivered' | 'delayed' | 'bounced';
  cause?: string;
  reason?: string;
  locale?: Locale;
  invitationId?: string;
  resource?: string;
  userId?: string;
}

/** A mail that has been sent: its body is gone, as of every sent mail. */
export function addMail(seed: Seed, account: DemoAccount, mail: DemoMail): void {
  const id = newId('out');
  const { kind, recipient, subject, at, locale = 'en', state = 'delivered' } = mail;
  const { cause = null, reason = null } = mail;
  const about = {
    ...{
      invitationId: mail.invitationId ?? null,
      resource: mail.resource ?? null,
      userId: mail.userId ?? null,
    },
  };
  seed.add(OutboxMessage, {
    ...{ id, accountId: account.id, kind, recipient, subject, locale, ...about, attempts: 1 },
    ...{ createdAt: at, sendAfter: at, sentAt: at, firstTriedAt: at, providerId: `demo-${id}` },
  });
  const rank = { delayed: 3, delivered: 5, bounced: 6 }[state];
  seed.add(Delivery, { outboxId: id, accountId: account.id, state, cause, reason, rank, at });
}
