import { currentLocale, m } from '@mandate/messages';
import type { Locator } from 'playwright-core';
import type { Visitor } from './visitor.ts';

/** What is chosen of an area on the invite form. */
interface Choice {
  which: 'all' | 'only' | 'except';
  /** Each is searched for, then ticked. */
  names?: readonly string[];
  /** Also those added later. */
  later?: boolean;
}

interface Wish {
  emails: readonly string[];
  preset: string;
  services?: Choice;
  domains?: Choice;
}

type Area = 'services' | 'domains';

export const rowOf = ({ page }: Visitor, text: string): Locator =>
  page.getByRole('row').filter({ hasText: text }).first();

/** The list of users, by the menu behind one's own name. */
export async function openUsers(owner: Visitor): Promise<void> {
  const banner = owner.page.getByRole('banner');
  await banner.locator('summary').filter({ hasText: m.common_nav_user() }).click();
  await owner.follow(m.common_nav_users(), banner);
}

/** Opens one area's picker and chooses in it. */
async function choose(visitor: Visitor, area: Area, choice: Choice): Promise<void> {
  const { page } = visitor;
  const box = page.locator('details').filter({ has: page.locator(`[name=${area}_which]`) });
  const radio = box.locator(`[name=${area}_which][value=${choice.which}]`);
  if (!(await radio.isVisible())) await box.locator('summary').click();
  await radio.check();
  for (const name of choice.names ?? []) {
    const find = area === 'services' ? m.common_scope_find_services() : m.common_scope_find_domains();
    await visitor.fill(find, name, box);
    await visitor.press(m.common_scope_find(), box);
    await visitor.sees(box.getByRole('status').filter({ hasText: name }));
    await box.getByLabel(name, { exact: true }).check();
  }
  if (choice.later) await box.locator(`[name=${area}_later][value=yes]`).check();
}

/** From the list of users to the check page: addresses, language, situation and scopes, as a person chooses them. */
export async function drawsUp(owner: Visitor, account: string, wish: Wish): Promise<void> {
  const { page } = owner;
  await openUsers(owner);
  await owner.follow(m.common_invite());
  await owner.heading(m.invite_title_in({ account }));
  await owner.fill(m.common_field_email(), wish.emails.join('\n'));
  await page.getByLabel(m.invite_language(), { exact: true }).selectOption(currentLocale());
  await page.locator(`[name=situation][value=${wish.preset}]`).check();
  if (!owner.scripts) await owner.press(m.invite_use_situation());
  for (const area of ['services', 'domains'] as const) {
    const choice = wish[area];
    if (choice) await choose(owner, area, choice);
  }
  await owner.press(m.invite_check());
  await owner.heading(m.invite_check_title());
}

/** The same, sent: the row of each address waits in the list. */
export async function invites(owner: Visitor, account: string, wish: Wish): Promise<void> {
  await drawsUp(owner, account, wish);
  await owner.press(m.common_send_invitation());
  await owner.heading(m.users_title({ account }));
  for (const email of wish.emails) await owner.sees(rowOf(owner, email));
}

/** The page of somebody's access, by the list of users. */
export async function opensAccess(owner: Visitor, name: string, account: string): Promise<void> {
  await openUsers(owner);
  await owner.follow(`${m.common_change()} ${name}`);
  await owner.heading(m.users_access_of({ name, account }));
}

export async function suspends(owner: Visitor, name: string, account: string): Promise<void> {
  await opensAccess(owner, name, account);
  await owner.press(m.users_suspend());
  await owner.sees(m.users_suspend_done({ name }));
}

/** Sees on the check page what the change would mean, and saves it. */
export async function saves(owner: Visitor, name: string, account: string): Promise<void> {
  await owner.heading(m.users_check_title({ name, account }));
  await owner.press(m.users_save());
  await owner.sees(m.users_changed({ name }));
}

export async function removes(
  owner: Visitor,
  name: string,
  account: string,
  before?: () => Promise<void>,
): Promise<void> {
  await openUsers(owner);
  await owner.follow(`${m.common_remove()} ${name}`);
  await owner.heading(m.users_remove_question({ name, account }));
  await before?.();
  await owner.press(m.users_remove_verb());
  await owner.sees(m.users_removed({ name, account }));
}
