import { redirect, type Cookies } from '@sveltejs/kit';
import type { Flash } from '#lib/types.ts';
import { flashCookie } from './cookies.ts';
import { packFlash, unpackFlash } from './flash-text.ts';

/** Keeps a result for the next page this browser opens, a minute at most. */
export function flash(cookies: Cookies, message: Flash): void {
  flashCookie.set(cookies, packFlash(message), new Date(Date.now() + 60_000));
}

/** Reads it once. */
export function takeFlash(cookies: Cookies): Flash | null {
  const packed = flashCookie.get(cookies);
  if (!packed) return null;
  flashCookie.clear(cookies);
  return unpackFlash(packed);
}

interface Hop {
  cookies: Cookies;
  parent: () => Promise<{ flash: Flash | null }>;
}

/** A page that only leads on keeps the result, which the layout has just read, for the page it leads to. */
export async function leadOn({ cookies, parent }: Hop, to: string): Promise<never> {
  const { flash: result } = await parent();
  if (result) flash(cookies, result);
  redirect(303, to);
}
