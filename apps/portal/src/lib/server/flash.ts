import type { Cookies } from '@sveltejs/kit';
import { z } from 'zod';
import type { Flash } from '#lib/types.ts';
import { flashCookie } from './cookies.ts';

const shape = z.object({
  tone: z.enum(['done', 'soon', 'stop', 'invite', 'info']).optional(),
  strong: z.string(),
  text: z.string().optional(),
  link: z.object({ href: z.string().regex(/^\/(?![/\\])/), label: z.string() }).optional(),
});

/** Keeps a result for the next page this browser opens, a minute at most. */
export function flash(cookies: Cookies, message: Flash): void {
  const packed = Buffer.from(JSON.stringify(message)).toString('base64url');
  flashCookie.set(cookies, packed, new Date(Date.now() + 60_000));
}

/** Reads it once. */
export function takeFlash(cookies: Cookies): Flash | null {
  const packed = flashCookie.get(cookies);
  if (!packed) return null;
  flashCookie.clear(cookies);
  try {
    return shape.parse(JSON.parse(Buffer.from(packed, 'base64url').toString('utf8')));
  } catch {
    return null;
  }
}
