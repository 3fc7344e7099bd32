import { Resend, type ErrorResponse } from 'resend';
import { mark } from './webhook.event.ts';

export interface OutgoingMail {
  to: string;
  subject: string;
  html: string;
  text: string;
  idempotencyKey: string;
}

/** retry: later, with the same key. dead: never again. pause: nothing can be sent now, keep everything. */
export type MailFailure = {
  ok: false;
  kind: 'retry' | 'dead' | 'pause';
  name: string;
  message: string;
  retryAfterMs?: number;
};
export type MailOutcome = { ok: true; id: string } | MailFailure;

export interface Mailer {
  send(mail: OutgoingMail): Promise<MailOutcome>;
}

export interface MailerOptions {
  apiKey: string;
  from: string;
  /** Where Resend's API is spoken; Resend itself unless told. */
  baseUrl?: string;
  timeoutMs?: number;
}

type Headers = Record<string, string> | null;

const keyFaults = new Set(['missing_api_key', 'restricted_api_key', 'invalid_api_key', 'suspended_api_key']);
const busy = new Set(['concurrent_idempotent_requests', 'resource_locked']);
const quotas = new Set(['daily_quota_exceeded', 'monthly_quota_exceeded']);

function kindOf(status: number | null, name: string): MailFailure['kind'] {
  // The SDK says `application_error` for what is no answer of Resend's own: a page of some proxy, a broken line.
  if (status === null || status >= 500 || name === 'application_error') return 'retry';
  if (status === 401 || keyFaults.has(name)) return 'pause';
  if (status === 429) return quotas.has(name) ? 'pause' : 'retry';
  return busy.has(name) ? 'retry' : 'dead';
}

/** `retry-after` is in seconds. */
function wait(headers: Headers): { retryAfterMs?: number } {
  const seconds = Number(headers?.['retry-after']);
  return Number.isFinite(seconds) && seconds > 0 ? { retryAfterMs: Math.ceil(seconds * 1000) } : {};
}

/** An error is whatever JSON the other side sent: believe nothing about its shape. */
function failure(error: Partial<ErrorResponse> | null, headers: Headers): MailFailure {
  const status = typeof error?.statusCode === 'number' ? error.statusCode : null;
  const name = typeof error?.name === 'string' ? error.name : 'application_error';
  const message = typeof error?.message === 'string' ? error.message : 'No answer that makes sense';
  return { ok: false, kind: kindOf(status, name), name, message, ...wait(headers) };
}

export function createMailer({ apiKey, from, baseUrl, timeoutMs = 10_000 }: MailerOptions): Mailer {
  const resend = new Resend(apiKey, { baseUrl: baseUrl ?? 'https://api.resend.com' });
  return {
    async send({ idempotencyKey, ...mail }) {
      const { data, error, headers } = await resend.emails.send(
        {
          ...{ from, ...mail, headers: { 'Auto-Submitted': 'auto-generated' } },
          // what becomes of the mail is told with this mark, maybe before the answer to this very call
          tags: [{ name: mark, value: idempotencyKey }],
        },
        { idempotencyKey, signal: AbortSignal.timeout(timeoutMs) },
      );
      return data?.id ? { ok: true, id: data.id } : failure(error, headers);
    },
  };
}
