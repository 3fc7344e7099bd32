import { currentLocale, m } from '@mandate/messages';
import { holdings } from '../support/names.ts';
import type { Visitor } from '../support/visitor.ts';
import { domain, email, type Cast } from './words.ts';

const users = async (olivia: Visitor) => {
  await olivia.page.getByRole('banner').locator('summary').filter({ hasText: 'Olivia Owens' }).click();
  await olivia.follow(m.common_nav_users(), olivia.page.getByRole('banner'));
  await olivia.heading(m.users_title({ account: 'Acme' }));
};

const rowOf = ({ page }: Visitor, text: string) => page.getByRole('row').filter({ hasText: text }).first();

/** From the first page after signing in to the pending row. */
export async function invites({ olivia, words }: Cast): Promise<void> {
  const { page } = olivia;
  if (currentLocale() === 'fr') await olivia.press('Français', page.getByRole('contentinfo'));
  await users(olivia);
  await olivia.follow(m.common_invite());
  await olivia.heading(m.invite_title_in({ account: 'Acme' }));
  await olivia.fill(m.common_field_email(), email);
  await page.getByLabel(m.invite_language(), { exact: true }).selectOption(currentLocale());
  await page.getByRole('radio', { name: words.situation }).check();
  if (!olivia.scripts) await olivia.press(m.invite_use_situation());
  const scope = page.getByRole('group', { name: m.common_scope_which_domains() });
  const summary = page.locator('summary').filter({ hasText: m.common_nav_domains() });
  // choosing the situation may have opened it already
  if (!(await scope.isVisible())) await summary.click();
  await scope.getByLabel(m.common_scope_only(), { exact: true }).check();
  await olivia.fill(m.common_scope_find_domains(), 'shop');
  await olivia.press(m.common_scope_find());
  await olivia.sees(m.common_scope_match_domains({ count: 1, total: '14', query: 'shop' }));
  await page.getByLabel(domain, { exact: true }).check();
  await olivia.press(m.invite_check());

  await olivia.heading(m.invite_check_title());
  await olivia.sees(page.getByRole('heading', { name: m.invite_will() }));
  await olivia.sees(page.getByRole('heading', { name: m.invite_will_not() }));
  await olivia.sees(page.getByRole('main').getByText(domain));
  await olivia.press(m.common_send_invitation());
  await olivia.sees(m.invite_sent({ email }));
  await olivia.sees(rowOf(olivia, email).getByText(domain));
}

/** Sees what is added and what stays before it counts. */
export async function changes({ olivia, ines, words, world }: Cast): Promise<void> {
  const { page } = olivia;
  await users(olivia);
  await rowOf(olivia, 'Ines Moreau').getByRole('link', { name: m.common_change() }).click();
  await olivia.heading(m.users_access_of({ name: 'Ines Moreau', account: 'Acme' }));
  await page.getByRole('checkbox', { name: words.seeInvoices }).check();
  await olivia.press(m.users_check());
  await olivia.heading(m.users_check_title({ name: 'Ines Moreau', account: 'Acme' }));
  for (const list of [m.common_adds(), m.common_removes(), m.common_stays()])
    await olivia.sees(page.getByRole('heading', { name: list, exact: true }));
  await olivia.press(m.users_save());
  await olivia.sees(m.users_changed({ name: 'Ines Moreau' }));

  const { id } = await holdings(world.db, 'Acme');
  await ines.go(`/accounts/${id}/billing`);
  await ines.heading(m.billing_title({ account: 'Acme' }));
}

export async function removes({ olivia, ines }: Cast): Promise<void> {
  await users(olivia);
  await rowOf(olivia, 'Ines Moreau').getByRole('link', { name: m.common_remove() }).click();
  await olivia.heading(m.users_remove_question({ name: 'Ines Moreau', account: 'Acme' }));
  await olivia.press(m.users_remove_verb());
  await olivia.sees(m.users_removed({ name: 'Ines Moreau', account: 'Acme' }));

  // her page is still open: the next click on it is refused, and says why
  await ines.follow(m.common_nav_domains(), ines.page.getByRole('navigation'));
  await ines.heading(m.common_closed_to_you_title({ account: 'Acme' }));
  await ines.sees(m.refusals_member_removed({ account: 'Acme', who: 'Olivia Owens' }));
}
