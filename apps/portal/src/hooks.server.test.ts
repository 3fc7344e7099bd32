import type { RequestEvent } from '@sveltejs/kit';
import { afterEach, describe, expect, it, vi } from 'vitest';

const env = vi.hoisted(() => ({
  ORIGIN: 'https://my.mandate.example',
  API_URL: 'http://api',
  API_KEY: 'key',
}));
vi.mock('$app/env/private', () => env);
const { handle } = await import('./hooks.server.ts');

const page = () => Promise.resolve(new Response('<html lang="%mandate.lang%">'));

async function ask(init: RequestInit & { cookies?: Record<string, string> }, resolve = vi.fn(page)) {
  const jar = { ...init.cookies };
  const cookies = {
    get: (name: string) => jar[name],
    set: vi.fn(),
    delete: vi.fn((name: string) => void (jar[name] = '')),
  };
  const url = new URL(`${env.ORIGIN}/profile`);
  const part = {
    locals: {},
    cookies,
    url,
    request: new Request(url, init),
    getClientAddress: () => '192.0.2.7',
  };
  const event = part as unknown as RequestEvent;
  return { response: await handle({ event, resolve }), resolve, event, cookies };
}

const whoAnswers = (status: number, body: unknown) =>
  vi.stubGlobal('fetch', () => Promise.resolve(new Response(JSON.stringify(body), { status })));
const session = { '__Host-session': 'token' };
afterEach(() => vi.unstubAllGlobals());

describe('every request', () => {
  it.each([
    ['from another site', { origin: 'https://evil.example' }],
    ['without an origin', {}],
    ['from a frame of another site', { origin: env.ORIGIN, 'sec-fetch-site': 'cross-site' }],
  ])('that changes something %s is refused before anything sees it', async (_name, headers) => {
    const { response, resolve } = await ask({ method: 'POST', headers });
    expect(response.status).toBe(403);
    expect(resolve).not.toHaveBeenCalled();
  });

  it('from our own page is carried out', async () => {
    const { response, resolve } = await ask({ method: 'POST', headers: { origin: env.ORIGIN } });
    expect(response.status).toBe(200);
    expect(resolve).toHaveBeenCalledOnce();
  });

  it('is answered with a number and the headers that keep it to itself', async () => {
    const { headers } = (await ask({})).response;
    expect(headers.get('x-request-id')).toMatch(/^[\da-f-]{36}$/);
    expect(headers.get('cache-control')).toBe('private, no-store');
    expect(headers.get('x-frame-options')).toBe('DENY');
    expect(headers.get('strict-transport-security')).toContain('max-age');
  });

  it('knows the person by the session cookie, and speaks the language of the profile', async () => {
    whoAnswers(200, { result: { data: { id: 'usr_1', name: 'Inès', email: 'i@x.example', locale: 'fr' } } });
    const { event } = await ask({ cookies: session, headers: { 'accept-language': 'en' } });
    expect(event.locals).toMatchObject({
      user: { name: 'Inès' },
      locale: 'fr',
      session: 'token',
      down: false,
    });
  });

  it('throws away the cookie of a session that is over', async () => {
    whoAnswers(401, {
      error: { code: -32001, message: '', data: { code: 'UNAUTHENTICATED', httpStatus: 401 } },
    });
    const { event, cookies } = await ask({ cookies: session });
    expect(event.locals).toMatchObject({ user: null, down: false });
    expect(cookies.delete).toHaveBeenCalledWith('__Host-session', expect.objectContaining({ path: '/' }));
  });

  it('takes nobody for signed out while the API is away', async () => {
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('fetch failed')));
    const { event, cookies } = await ask({ cookies: session });
    expect(event.locals).toMatchObject({ user: null, down: true });
    expect(cookies.delete).not.toHaveBeenCalled();
  });
});
