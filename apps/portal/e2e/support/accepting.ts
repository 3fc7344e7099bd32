import { currentLocale, m } from '@mandate/messages';
import { openMail, useMail, type Mail } from './mail.ts';
import { login, type DemoName } from './people.ts';
import type { Visitor } from './visitor.ts';

interface Offer {
  inviter: string;
  account: string;
}

/** In the language of the story, whatever the login has been speaking. */
export async function speaks(visitor: Visitor): Promise<void> {
  const { page } = visitor;
  const lang = currentLocale();
  if ((await page.locator('html').getAttribute('lang')) === lang) return;
  await visitor.press(lang === 'fr' ? 'Français' : 'English', page.getByRole('contentinfo'));
  await page.locator(`html[lang=${lang}]`).waitFor();
}

/** From the mailbox to the page that says what one would be able to do. */
export async function opensInvitation(guest: Visitor, email: string, offer: Offer): Promise<Mail> {
  const mail = await openMail(guest, email, m.mails_invitation_subject(offer));
  await useMail(guest, mail, '/invitation');
  if (!guest.scripts) await guest.press(m.invite_open_button());
  return mail;
}

/** Creates a login for the invited address and accepts with it. */
export async function joins(
  guest: Visitor,
  { email, name, ...offer }: Offer & { email: string; name: string },
): Promise<Mail> {
  const mail = await opensInvitation(guest, email, offer);
  await guest.heading(m.accounts_invited_title(offer));
  await guest.follow(m.invite_create_and_accept());
  await guest.fill(m.auth_name(), name);
  await guest.fill(m.common_field_password(), 'nineteen paper lanterns');
  await guest.press(m.invite_create_and_accept());
  await guest.sees(m.invite_accepted({ account: offer.account }));
  return mail;
}

/** Signs in with the login that the invited address has, and accepts. */
export async function signsInAndAccepts(guest: Visitor, who: DemoName, offer: Offer): Promise<Mail> {
  const { email, password } = login(who);
  const mail = await opensInvitation(guest, email, offer);
  await guest.follow(m.invite_have_login());
  await guest.fill(m.common_field_email(), email);
  await guest.fill(m.common_field_password(), password);
  await guest.press(m.common_sign_in());
  await guest.page.waitForURL((url) => url.pathname === '/invitation');
  await speaks(guest);
  await guest.heading(m.accounts_invited_title(offer));
  await guest.press(m.accounts_accept());
  await guest.sees(m.invite_accepted({ account: offer.account }));
  return mail;
}

/** The next click in an account that has closed to this person: refused, and why. */
export async function isShutOut(guest: Visitor, link: string, account: string, why: string): Promise<void> {
  await guest.follow(link, guest.page.getByRole('navigation'));
  await guest.heading(m.common_closed_to_you_title({ account }));
  await guest.sees(why);
}
