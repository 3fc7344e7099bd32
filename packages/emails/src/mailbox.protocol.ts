export interface MailboxRequest {
  method: string;
  /** Path without origin; a query is ignored. */
  path: string;
  headers: Record<string, string | string[] | undefined>;
  body: string;
}

export interface MailboxAnswer {
  status: number;
  body: { id: string } | { statusCode: number; name: string; message: string };
}

interface Mail {
  from: string;
  to: string[];
  subject: string;
  html: string;
  text: string;
  /** As webhooks repeat them. */
  tags: Record<string, string>;
}

const refusals = {
  missing_api_key: [401, 'Missing API key in the authorization header.'],
  not_found: [404, 'The requested endpoint does not exist.'],
  method_not_allowed: [405, 'This endpoint does not support the specified method.'],
  invalid_idempotency_key: [400, 'The idempotency key must be between 1-256 characters.'],
  invalid_idempotent_request: [409, 'This idempotency key has been used on a request with another payload.'],
  missing_required_field: [422, 'Missing one or more required fields.'],
  validation_error: [422, 'One or more fields are not valid.'],
} as const;

export function refuse(name: keyof typeof refusals, message?: string): MailboxAnswer {
  const [status, usual] = refusals[name];
  return { status, body: { statusCode: status, name, message: message ?? usual } };
}

const header = ({ headers }: MailboxRequest, name: string): string | undefined => {
  const value = headers[name];
  return Array.isArray(value) ? value[0] : value;
};

const isText = (value: unknown): value is string => typeof value === 'string';
const isAddress = (value: unknown): value is string =>
  isText(value) && /^[^\r\n]*[^\s@<>]+@[^\s@<>]+>?$/.test(value);

function parse(body: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}

function tagsIn(value: unknown): Record<string, string> {
  const tags: unknown[] = Array.isArray(value) ? value : [];
  return Object.fromEntries(
    tags.flatMap((tag) => {
      const { name, value: text } = (tag ?? {}) as Record<string, unknown>;
      return isText(name) && isText(text) ? [[name, text]] : [];
    }),
  );
}

/** @returns the mail that the request carries, or the answer that Resend gives to a request like it. */
export function readOutgoing(
  request: MailboxRequest,
): MailboxAnswer | { key: string | undefined; payload: string; mail: Mail } {
  if (!/^Bearer \S+$/.test(header(request, 'authorization') ?? '')) return refuse('missing_api_key');
  if (request.path.split('?')[0] !== '/emails') return refuse('not_found');
  if (request.method !== 'POST') return refuse('method_not_allowed');
  const key = header(request, 'idempotency-key');
  if (key !== undefined && (key.length < 1 || key.length > 256)) return refuse('invalid_idempotency_key');

  const sent = parse(request.body);
  if (!sent) return refuse('validation_error', 'The body is not a JSON object.');
  const { from, subject, html = '', text = '' } = sent;
  const to: unknown[] = Array.isArray(sent.to) ? sent.to : [sent.to];
  for (const name of ['from', 'to', 'subject'])
    if (!sent[name]) return refuse('missing_required_field', `Missing \`${name}\` field.`);
  if (!html && !text) return refuse('missing_required_field', 'Missing `html` or `text` field.');
  if (!isAddress(from)) return refuse('validation_error', 'Invalid `from` field.');
  if (to.length > 50 || !to.every(isAddress)) return refuse('validation_error', 'Invalid `to` field.');
  if (!isText(subject) || !isText(html) || !isText(text)) return refuse('validation_error');
  return {
    key,
    payload: JSON.stringify(sent),
    mail: { from, to, subject, html, text, tags: tagsIn(sent.tags) },
  };
}
