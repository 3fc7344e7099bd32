import { z } from 'zod';
import type { Flash } from '#lib/types.ts';

const shape = z.object({
  tone: z.enum(['done', 'soon', 'stop', 'invite', 'info']).optional(),
  strong: z.string(),
  text: z.string().optional(),
  // only paths of ours
  link: z.object({ href: z.string().regex(/^\/(?![/\\])/), label: z.string() }).optional(),
});

/** A cookie that is longer, with its name, is dropped by browsers, without a word. */
const longest = 3900;

const packed = (message: Flash): string => Buffer.from(JSON.stringify(message)).toString('base64url');

/** What is too long for a cookie loses its end, and shows that it did. */
export function packFlash(message: Flash): string {
  const full = packed(message);
  if (full.length <= longest) return full;
  const { text = '', ...rest } = message;
  if (text === '') return packed({ ...rest, strong: `${[...rest.strong].slice(0, 500).join('')}…` });
  const kept = Math.floor(([...text].length * 9) / 10);
  return packFlash({ ...rest, text: kept < 100 ? '' : `${[...text].slice(0, kept).join('')}…` });
}

/** Null for anything that is not a result of ours. */
export function unpackFlash(packed: string): Flash | null {
  try {
    return shape.parse(JSON.parse(Buffer.from(packed, 'base64url').toString('utf8')));
  } catch {
    return null;
  }
}
