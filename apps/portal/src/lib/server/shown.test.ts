import type { RequestEvent } from '@sveltejs/kit';
import { describe, expect, it } from 'vitest';
import { readShown } from './shown.ts';

const olivia = { id: 'usr_olivia', name: 'Olivia Owens', email: 'olivia@acme.example', locale: 'en' };

function event(user: typeof olivia | null, account?: string, scripts = true): RequestEvent {
  const part = {
    locals: { user, down: false },
    params: account ? { account } : {},
    url: new URL('http://localhost:3000/accounts/acc_acme/users'),
    request: { method: 'POST', headers: new Headers(scripts ? { 'x-sveltekit-action': 'true' } : {}) },
  };
  return part as unknown as RequestEvent;
}

function form(user?: string, account?: string): FormData {
  const data = new FormData();
  if (user) data.set('shown_user', user);
  if (account) data.set('shown_account', account);
  return data;
}

describe('readShown', () => {
  it('names person and account when both are those of the request', () => {
    expect(readShown(event(olivia, 'acc_acme'), form('usr_olivia', 'acc_acme'))).toBe('usr_olivia/acc_acme');
    expect(readShown(event(olivia), form('usr_olivia', '-'))).toBe('usr_olivia/-');
    expect(readShown(event(null), form('-', '-'))).toBe('-/-');
  });

  it.each([
    ['nothing', form()],
    ['no account', form('usr_olivia')],
    ['no person', form(undefined, 'acc_acme')],
    ['another person', form('usr_otto', 'acc_acme')],
    ['nobody', form('-', 'acc_acme')],
    ['another account', form('usr_olivia', 'acc_other')],
    ['no account at all', form('usr_olivia', '-')],
  ])('refuses a form that names %s', (_name, data) => {
    expect(() => readShown(event(olivia, 'acc_acme'), data)).toThrow(
      expect.objectContaining({ status: 409 }),
    );
  });

  it('leads to a page that says so where no script does', () => {
    expect(() => readShown(event(olivia, 'acc_acme', false), form('usr_otto', 'acc_acme'))).toThrow(
      expect.objectContaining({ status: 303, location: '/stale?back=%2Faccounts%2Facc_acme%2Fusers' }),
    );
  });

  it('leads to signing in when the session of the form is over', () => {
    expect(() => readShown(event(null, 'acc_acme'), form('usr_olivia', 'acc_acme'))).toThrow(
      expect.objectContaining({ status: 303, location: '/sign-in?next=%2Faccounts%2Facc_acme%2Fusers' }),
    );
  });
});
