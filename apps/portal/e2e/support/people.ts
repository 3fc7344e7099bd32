import { demoLogins } from '@mandate/db/demo';
import { m } from '@mandate/messages';
import type { Visitor } from './visitor.ts';

/** First names, as the demo's list has them. */
export type DemoName = 'olivia' | 'marek' | 'tess' | 'dora' | 'anton' | 'sam' | 'vera' | 'otto' | 'ada';

export function login(name: DemoName): { name: string; email: string; password: string } {
  const found = demoLogins.find(({ email }) => email.startsWith(`${name}@`));
  if (!found) throw new Error(`The demo knows no ${name}.`);
  return found;
}

/** Through the form, as everybody does. */
export async function signIn(
  visitor: Visitor,
  who: DemoName | { email: string; password: string },
): Promise<void> {
  const { email, password } = typeof who === 'string' ? login(who) : who;
  await visitor.go('/sign-in');
  await visitor.fill(m.common_field_email(), email);
  await visitor.fill(m.common_field_password(), password);
  await visitor.press(m.common_sign_in());
  await visitor.page.waitForURL((url) => url.pathname !== '/sign-in');
}
