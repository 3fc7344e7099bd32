import { m } from '@mandate/messages';
import { expect } from 'vitest';
import type { Visitor } from './visitor.ts';

export interface Mail {
  text: string;
  /** As the text part prints it, on a line of its own. */
  code: string | null;
}

/** Opens the newest mail to somebody in the local mailbox, once it has arrived. */
export async function openMail(visitor: Visitor, to: string, subject: string): Promise<Mail> {
  const { page } = visitor;
  const row = page
    .getByRole('row')
    .filter({ hasText: to })
    .filter({ has: page.getByRole('link', { name: subject, exact: true }) });
  await expect
    .poll(async () => (await visitor.go('/dev/mailbox'), row.count()), { timeout: 15_000 })
    .toBeGreaterThan(0);
  await visitor.follow(subject, row.first());
  await visitor.heading(subject);
  const text = await page.locator('pre').innerText();
  const code = /^[\w-]{40,}$/m.exec(text)?.[0] ?? null;
  visitor.world.secrets.add(code);
  return { text, code };
}

/**
 * Follows the link of the mail that is open. With scripts the link brings its code; without them it is pasted.
 * Either way the code is then nowhere in the address.
 */
export async function useMail(visitor: Visitor, { code }: Mail, path: string): Promise<void> {
  const { page } = visitor;
  await visitor.follow(m.help_mailbox_open());
  await page.waitForURL((url) => url.pathname === path || url.pathname === '/');
  if (visitor.scripts) await expect.poll(() => page.url()).not.toContain(code ?? '#');
  else await visitor.fill(m.common_code_label(), code ?? '');
}
