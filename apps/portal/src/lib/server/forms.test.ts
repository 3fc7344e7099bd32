import type { RequestEvent } from '@sveltejs/kit';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';

vi.mock('$app/env/private', () => ({
  ORIGIN: 'http://localhost:3000',
  API_URL: 'http://api',
  API_KEY: 'key',
}));
const { done, submit } = await import('./forms.ts');

const olivia = { id: 'usr_olivia', name: 'Olivia Owens', email: 'olivia@acme.example', locale: 'en' };
const schema = z.strictObject({ account: z.string(), name: z.string().min(1) });

function event(fields: Record<string, string>) {
  const data = new FormData();
  for (const [name, value] of Object.entries(fields)) data.append(name, value);
  const cookies = { get: vi.fn(), set: vi.fn(), delete: vi.fn() };
  const part = {
    locals: { user: olivia, down: false, locale: 'en', requestId: 'r1', session: 'token' },
    params: { account: 'acc_acme' },
    url: new URL('http://localhost:3000/accounts/acc_acme/users'),
    request: new Request('http://localhost:3000/', {
      method: 'POST',
      body: data,
      headers: { 'x-sveltekit-action': 'true' },
    }),
    getClientAddress: () => '192.0.2.7',
    cookies,
  };
  return { event: part as unknown as RequestEvent, cookies };
}

const shown = { shown_user: 'usr_olivia', shown_account: 'acc_acme' };
const answer = (status: number, body: unknown) =>
  vi.fn<typeof fetch>(() => Promise.resolve(new Response(JSON.stringify(body), { status })));
afterEach(() => vi.unstubAllGlobals());

describe('submit', () => {
  it('calls nothing for a form that was shown to somebody else', async () => {
    const call = vi.fn();
    const { event: stale } = event({ ...shown, shown_user: 'usr_otto', name: 'x' });
    await expect(submit(stale, { schema }, call)).rejects.toMatchObject({ status: 409 });
    expect(call).not.toHaveBeenCalled();
  });

  it('keeps what was typed, but no password or card number, when something is wrong', async () => {
    const secrets = { password: 'secret', number: '4242 4242 4242 4241' };
    const { event: wrong } = event({ ...shown, name: '', note: 'Bonjour', ...secrets });
    const failure = await submit(wrong, { id: 'f', schema }, () => done('/'));
    expect(failure).toMatchObject({ status: 400, data: { id: 'f', values: { name: '', note: 'Bonjour' } } });
    expect(failure).toHaveProperty('data.errors.name');
    expect(JSON.stringify(failure)).not.toMatch(/secret|4242/);
  });

  it('takes the account from the address, whatever the form says', async () => {
    const { event: sent } = event({ ...shown, name: 'x', account: 'acc_other' });
    expect(await submit(sent, { schema }, ({ input }) => input)).toEqual({ name: 'x', account: 'acc_acme' });
  });

  it('redirects with the result for the next page', async () => {
    const { event: sent, cookies } = event({ ...shown, name: 'x' });
    const end = submit(sent, { schema }, () => done('/next', { strong: 'Saved.' }));
    await expect(end).rejects.toMatchObject({ status: 303, location: '/next' });
    expect(cookies.set).toHaveBeenCalledWith(
      'flash',
      expect.any(String),
      expect.objectContaining({ httpOnly: true }),
    );
  });

  const leave = ({
    api,
  }: {
    api: { accounts: { leave: { mutate: (input: { account: string }) => unknown } } };
  }) => Promise.resolve(api.accounts.leave.mutate({ account: 'acc_acme' })).then(() => done('/'));

  it('tells the API to whom and where the form was shown, and who asks from where', async () => {
    const fetched = answer(200, { result: { data: { name: 'Acme' } } });
    vi.stubGlobal('fetch', fetched);
    await expect(submit(event({ ...shown, name: 'x' }).event, { schema }, leave)).rejects.toMatchObject({
      status: 303,
    });
    const headers = new Headers(fetched.mock.calls[0]?.[1]?.headers);
    expect(headers.get('x-mandate-shown')).toBe('usr_olivia/acc_acme');
    expect(headers.get('authorization')).toBe('Bearer token');
    expect(headers.get('x-mandate-address')).toBe('192.0.2.7');
    expect(headers.get('x-mandate-key')).toBe('key');
  });

  it("puts the API's refusal beside its field, or above the page", async () => {
    const refuse = (data: object) =>
      vi.stubGlobal('fetch', answer(409, { error: { code: -32009, message: 'CONFLICT', data } }));
    refuse({ code: 'EMAIL_TAKEN', message: 'Taken.', httpStatus: 409, fields: { email: 'Taken.' } });
    expect(await submit(event({ ...shown, name: 'x' }).event, { schema }, leave)).toMatchObject({
      status: 409,
      data: { errors: { email: 'Taken.' } },
    });
    refuse({ code: 'ALREADY_PAID', message: 'Paid before.', httpStatus: 409 });
    expect(await submit(event({ ...shown, name: 'x' }).event, { schema }, leave)).toMatchObject({
      status: 409,
      data: { errors: {}, summary: 'Paid before.' },
    });
  });

  it('says try again when the API does not answer', async () => {
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('fetch failed')));
    const failure = await submit(event({ ...shown, name: 'x' }).event, { schema }, leave);
    expect(failure).toMatchObject({ status: 503, data: { errors: {} } });
  });
});
