import type { z } from 'zod';
import { currentLocale } from '@mandate/messages';
import { fieldMessages } from '@mandate/api/contract';

/** One message a field, in the request's language; a page may have better words for its own fields. */
export function fieldErrors(
  error: z.ZodError,
  own: Record<string, (() => string) | undefined>,
): Record<string, string> {
  const found = Object.entries(fieldMessages(error, currentLocale()));
  return Object.fromEntries(found.map(([path, text]) => [path, own[path]?.() ?? text]));
}
