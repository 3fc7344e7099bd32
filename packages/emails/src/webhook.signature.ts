import { createHmac, timingSafeEqual } from 'node:crypto';

/** What Svix sends along with Resend's webhooks. */
export interface WebhookHeaders {
  id: string;
  /** Seconds since 1970. */
  timestamp: string;
  /** One or several, each `v1,` and base64; while a secret is replaced there are two. */
  signature: string;
}

const secretShape = /^whsec_([A-Za-z0-9+/]{32,}={0,2})$/;

export const isWebhookSecret = (text: string): boolean => secretShape.test(text);

/** The signature over id, time and the bytes of the body as they came. */
export function signWebhook(
  secret: string,
  { id, timestamp }: Pick<WebhookHeaders, 'id' | 'timestamp'>,
  body: string | Buffer,
): string {
  const key = Buffer.from(secretShape.exec(secret)?.[1] ?? '', 'base64');
  if (key.length < 24) throw new Error('A webhook secret is whsec_ and at least 24 bytes in base64');
  return `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.`).update(body).digest('base64')}`;
}

const same = (one: string, other: string): boolean =>
  one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other));

/**
 * Whether the body is signed with the secret. No clock is asked: how old the signed time may be is for the caller,
 * who goes by the database's clock.
 * @returns the signed time, or null.
 */
export function checkSignature(secret: string, headers: Partial<WebhookHeaders>, body: Buffer): Date | null {
  const { id = '', timestamp = '', signature = '' } = headers;
  if (
    !/^[\w.-]{1,200}$/.test(id) ||
    !/^\d{1,12}$/.test(timestamp) ||
    !/^[\x20-\x7e]{1,1000}$/.test(signature)
  )
    return null;
  const expected = signWebhook(secret, { id, timestamp }, body);
  return signature.split(' ').some((given) => same(given, expected))
    ? new Date(Number(timestamp) * 1000)
    : null;
}
