import { randomUUID } from 'node:crypto';
import type { StoredMail } from './mailbox.store.ts';
import { signWebhook } from './webhook.signature.ts';

/** What the local mailbox can pretend to have happened to a mail. */
export type Playable = 'delivered' | 'delayed' | 'bounced_hard' | 'bounced_soft' | 'complained';

/** A webhook as Resend sends it, ready to be posted. */
export interface SignedWebhook {
  headers: Record<string, string>;
  body: string;
}

const hard = {
  type: 'Permanent',
  subType: 'General',
  message: 'The recipient’s mail server refused the mail for good.',
  diagnosticCode: ['smtp; 550 5.1.1 No such user here'],
};
const soft = {
  type: 'Transient',
  subType: 'MailboxFull',
  message: 'The recipient’s mailbox is full.',
  diagnosticCode: ['smtp; 452 4.2.2 Mailbox full'],
};

const played: Record<Playable, { type: string; more?: object }> = {
  delivered: { type: 'email.delivered' },
  delayed: { type: 'email.delivery_delayed' },
  bounced_hard: { type: 'email.bounced', more: { bounce: hard } },
  bounced_soft: { type: 'email.bounced', more: { bounce: soft } },
  complained: { type: 'email.complained' },
};

/** What Resend would tell of this mail now, signed with the secret. */
export function playMail(
  mail: StoredMail,
  what: Playable,
  { secret, now }: { secret: string; now: Date },
): SignedWebhook {
  const { type, more } = played[what];
  const { id, from, to, subject, createdAt, tags } = mail;
  const body = JSON.stringify({
    type,
    created_at: now.toISOString(),
    data: {
      email_id: id,
      message_id: `<${id}@mailbox.local>`,
      created_at: createdAt,
      from,
      to,
      subject,
      tags,
      ...more,
    },
  });
  const signed = { id: `msg_${randomUUID()}`, timestamp: String(Math.floor(now.getTime() / 1000)) };
  return {
    headers: {
      'content-type': 'application/json',
      'svix-id': signed.id,
      'svix-timestamp': signed.timestamp,
      'svix-signature': signWebhook(secret, signed, body),
    },
    body,
  };
}
