import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { createMailer } from './mailer.ts';

const mail = {
  to: 'ines@studio.example',
  subject: 'Hello',
  html: '<p>Hello</p>',
  text: 'Hello',
  idempotencyKey: 'out_1',
};
const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  await Promise.all(closers.splice(0).map((close) => close()));
});

type Reply = { status: number; body: string; headers?: Record<string, string> } | 'hang' | 'reset';

async function answering(reply: Reply): Promise<string> {
  const server = createServer((request, response) => {
    request.resume();
    if (reply === 'hang') return;
    if (reply === 'reset') return void request.socket.destroy();
    response
      .writeHead(reply.status, { 'content-type': 'application/json', ...reply.headers })
      .end(reply.body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closers.push(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function send(reply: Reply, timeoutMs = 2000) {
  const baseUrl = await answering(reply);
  return createMailer({
    apiKey: 're_test',
    from: 'Mandate <no-reply@mandate.example>',
    baseUrl,
    timeoutMs,
  }).send(mail);
}

const error = (status: number, name: string, headers = {}) => ({
  status,
  body: JSON.stringify({ statusCode: status, name, message: 'why' }),
  headers,
});

describe('what Resend answers', () => {
  test('an id is a success', async () => {
    expect(await send({ status: 200, body: '{"id":"abc"}' })).toEqual({ ok: true, id: 'abc' });
  });

  test.each([
    [400, 'validation_error', 'dead'],
    [400, 'invalid_idempotency_key', 'dead'],
    [403, 'validation_error', 'dead'],
    [403, 'invalid_permission', 'dead'],
    [422, 'missing_required_field', 'dead'],
    [422, 'invalid_parameter', 'dead'],
    [404, 'not_found', 'dead'],
    [405, 'method_not_allowed', 'dead'],
    [409, 'invalid_idempotent_request', 'dead'],
    [409, 'concurrent_idempotent_requests', 'retry'],
    [409, 'resource_locked', 'retry'],
    [401, 'missing_api_key', 'pause'],
    [401, 'restricted_api_key', 'pause'],
    [403, 'invalid_api_key', 'pause'],
    [403, 'suspended_api_key', 'pause'],
    [429, 'rate_limit_exceeded', 'retry'],
    [429, 'daily_quota_exceeded', 'pause'],
    [429, 'monthly_quota_exceeded', 'pause'],
    [500, 'application_error', 'retry'],
    [503, 'service_unavailable', 'retry'],
  ])('%i %s → %s', async (status, name, kind) => {
    expect(await send(error(status, name))).toEqual({ ok: false, kind, name, message: 'why' });
  });

  test('says how long to wait when Resend does', async () => {
    expect(await send(error(429, 'rate_limit_exceeded', { 'retry-after': '3' }))).toMatchObject({
      kind: 'retry',
      retryAfterMs: 3000,
    });
  });
});

describe('what is no answer of Resend is tried again', () => {
  test.each<[string, Reply]>([
    ['a page of a proxy', { status: 502, body: '<html>Bad gateway</html>' }],
    ['a page with a client error', { status: 403, body: '<html>Blocked</html>' }],
    ['a page that says 200', { status: 200, body: '<html>Welcome</html>' }],
    ['JSON without an id', { status: 200, body: '{}' }],
    ['JSON null', { status: 500, body: 'null' }],
    ['JSON of another shape', { status: 400, body: '{"error":"no"}' }],
    ['a broken line', 'reset'],
  ])('%s', async (_what, reply) => {
    expect(await send(reply)).toMatchObject({ ok: false, kind: 'retry', name: 'application_error' });
  });

  test('silence, once the time is over', async () => {
    const start = performance.now();
    expect(await send('hang', 200)).toMatchObject({ ok: false, kind: 'retry' });
    expect(performance.now() - start).toBeLessThan(1500);
  });
});
