import type { WebhookEventPayload } from 'resend';
import { causeOf, type MailCause } from './webhook.causes.ts';

/** The tag that carries our own id of a mail to the provider and back. */
export const mark = 'outbox';

/** What the provider tells of a mail that we sent. */
export interface MailEvent {
  /** Our id, where the provider repeats it. */
  outboxId: string | null;
  providerId: string;
  state: 'sent' | 'delivered' | 'delayed' | 'bounced' | 'complained' | 'failed';
  /** A bounce that says nothing about the address: a full mailbox, an answer of somebody on holiday. */
  soft: boolean;
  cause: MailCause | null;
  /** The other server's words. */
  reason: string | null;
  at: Date;
}

type Told = WebhookEventPayload['type'];

const states: Partial<Record<Told, MailEvent['state']>> = {
  'email.sent': 'sent',
  'email.delivered': 'delivered',
  'email.delivery_delayed': 'delayed',
  'email.bounced': 'bounced',
  'email.suppressed': 'bounced',
  'email.complained': 'complained',
  'email.failed': 'failed',
};

type Bag = Record<string, unknown>;

const bag = (value: unknown): Bag => (typeof value === 'object' && value !== null ? (value as Bag) : {});
const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const texts = (value: unknown): string =>
  Array.isArray(value) ? value.map((one) => text(one)).join(' ') : text(value);

/** One line of printable text that people may read. */
const words = (...parts: string[]): string | null =>
  parts
    .join(' ')
    .replace(/[\p{C}\s]+/gu, ' ')
    .trim()
    .slice(0, 300) || null;

function parse(body: string): Bag {
  try {
    return bag(JSON.parse(body));
  } catch {
    return {};
  }
}

/** @returns what a signed body tells of a mail; null for everything else that a webhook may carry. */
export function readMailEvent(body: string): MailEvent | null {
  const event = parse(body);
  const data = bag(event.data);
  const type = text(event.type) as Told;
  const state = Object.hasOwn(states, type) ? states[type] : undefined;
  const providerId = text(data.email_id);
  const at = new Date(text(event.created_at));
  if (!state || !providerId || Number.isNaN(at.getTime())) return null;
  const outboxId = text(bag(data.tags)[mark]);
  return { outboxId: outboxId || null, providerId, state, at, ...why(type, data) };
}

function why(type: Told, data: Bag): Pick<MailEvent, 'soft' | 'cause' | 'reason'> {
  const bounce = bag(data.bounce);
  const said = words(texts(bounce.diagnosticCode)) ?? words(text(bounce.message));
  const soft = type === 'email.bounced' && text(bounce.type) !== 'Permanent';
  if (type === 'email.bounced')
    return {
      soft,
      cause: causeOf(text(bounce.subType), `${texts(bounce.diagnosticCode)} ${text(bounce.message)}`),
      reason: said,
    };
  if (type === 'email.suppressed')
    return { soft, cause: 'suppressed', reason: words(text(bag(data.suppressed).message)) };
  if (type === 'email.failed')
    return { soft, cause: 'not_taken', reason: words(text(bag(data.failed).reason)) };
  return { soft, cause: type === 'email.delivery_delayed' ? 'asked_to_wait' : null, reason: null };
}
