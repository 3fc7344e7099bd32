import { m } from '@mandate/messages';
import { setTimeout as sleep } from 'node:timers/promises';
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
  await until(`a mail “${subject}” to ${to}`, async () => {
    await visitor.go('/dev/mailbox');
    return (await row.count()) > 0;
  });
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
  if (visitor.scripts) await until('the code to leave the address', () => !page.url().includes(code ?? '#'));
  else await visitor.fill(m.common_code_label(), code ?? '');
}

async function until(what: string, isSo: () => boolean | Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 75; tries += 1) {
    if (await isSo()) return;
    await sleep(200);
  }
  throw new Error(`Waited in vain for ${what}.`);
}
