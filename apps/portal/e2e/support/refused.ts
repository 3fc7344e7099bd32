import { currentLocale, m } from '@mandate/messages';
import { expect } from 'vitest';
import type { Visitor } from './visitor.ts';

/** The page is not this person's: it says which permission is missing and who can give it. */
export async function isRefused(
  visitor: Visitor,
  path: string,
  missing: { permission: string; who: string },
): Promise<void> {
  const response = await visitor.go(path);
  expect(response?.status()).toBe(403);
  await visitor.heading(m.common_forbidden_title());
  const text = await visitor.page.getByRole('main').innerText();
  const [open, close] = currentLocale() === 'fr' ? ['«\u00a0', '\u00a0»'] : ['“', '”'];
  expect(text).toContain(`${open}${missing.permission}${close}`);
  expect(text).toContain(missing.who);
}
