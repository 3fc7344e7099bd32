import { z } from 'zod';
import type { Flash } from '#lib/types.ts';

const shape = z.object({
  tone: z.enum(['done', 'soon', 'stop', 'invite', 'info']).optional(),
  strong: z.string(),
  text: z.string().optional(),
  // only paths of ours
  link: z.object({ href: z.string().regex(/^\/(?![/\\])/), label: z.string() }).optional(),
});

export const packFlash = (message: Flash): string =>
  Buffer.from(JSON.stringify(message)).toString('base64url');

/** Null for anything that is not a result of ours. */
export function unpackFlash(packed: string): Flash | null {
  try {
    return shape.parse(JSON.parse(Buffer.from(packed, 'base64url').toString('utf8')));
  } catch {
    return null;
  }
}
