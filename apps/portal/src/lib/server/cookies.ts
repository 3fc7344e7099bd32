import type { Cookies } from '@sveltejs/kit';
import type { Locale } from '@mandate/messages';
import { ORIGIN } from '$app/env/private';
import type { Theme } from '#lib/theme.ts';

const secure = ORIGIN.startsWith('https:');
const name = (plain: string) => (secure ? `__Host-${plain}` : plain);
const base = { path: '/', httpOnly: true, sameSite: 'lax', secure } as const;
const YEAR = 365 * 24 * 3600;
const HOUR = 3_600_000;

/** Writes and reads one cookie that only the server sees. */
function secret(plain: string) {
  return {
    get: (cookies: Cookies) => cookies.get(name(plain)) || undefined,
    set: (cookies: Cookies, token: string, expiresAt: string | Date) =>
      cookies.set(name(plain), token, { ...base, expires: new Date(expiresAt) }),
    clear: (cookies: Cookies) => cookies.delete(name(plain), base),
  };
}

export const session = secret('session');
export const handOff = secret('hand-off');
/** The address that was signed up in this browser: a convenience of the page that confirms it, no proof of anything. */
export const signingUp = secret('signing-up');
export const flashCookie = secret('flash');

export const rememberSignUp = (cookies: Cookies, email: string) =>
  signingUp.set(cookies, email, new Date(Date.now() + HOUR));

export function rememberLocale(cookies: Cookies, locale: Locale): void {
  cookies.set('locale', locale, { ...base, maxAge: YEAR });
}

export function rememberTheme(cookies: Cookies, theme: Theme): void {
  if (theme === 'device') cookies.delete('theme', base);
  else cookies.set('theme', theme, { ...base, maxAge: YEAR });
}
