import { m } from '@mandate/messages';
import { expect } from 'vitest';
import { holdings } from '../support/names.ts';
import { login, signIn } from '../support/people.ts';
import type { Visitor } from '../support/visitor.ts';
import type { World } from '../support/world.ts';

const [here, there] = ['Rossi Gelato', 'Windmill Books'];

/** A form that was shown to somebody else, or for another account: nothing is done, and the page leads on. */
export async function staleTab(world: World, scripts: boolean): Promise<void> {
  const ada = await world.visitor({ scripts, as: 'ada' });
  const [mine, other] = [await holdings(world.db, here), await holdings(world.db, there)];
  const rename = ({ id, services }: typeof mine) => `/accounts/${id}/services/${services[0]!.id}/rename`;
  const isUntouched = async () => {
    for (const name of [here, there])
      expect((await holdings(world.db, name)).services.map((one) => one.name)).not.toContain('mine-now');
  };

  await opensForm(ada, rename(mine));
  // what an old tab or a tampered page would send: the form of one account to the other
  await ada.page.locator('main form').evaluate((form, to) => form.setAttribute('action', to), rename(other));
  await ada.press(m.services_rename_save());
  await ada.heading(m.common_stale_title());
  await isUntouched();

  await opensForm(ada, rename(mine));
  const tab = await ada.tab();
  await tab.go('/accounts');
  await tab.page.getByRole('banner').locator('summary').filter({ hasText: m.common_nav_user() }).click();
  await tab.press(m.common_sign_out(), tab.page.getByRole('banner'));
  await tab.page.waitForURL((url) => url.pathname !== '/accounts');
  await signIn(tab, 'marek');
  await ada.press(m.services_rename_save());
  await ada.heading(m.common_stale_title());
  const { name, email } = login('marek');
  await ada.sees(m.common_stale_now({ name, email }));
  await isUntouched();
  // anew, as the one who is signed in now: for whom there is no such account
  await ada.follow(m.common_reload());
  await ada.heading(m.common_not_found_title());
  await ada.sees(m.refusals_account_not_found());
  await ada.follow(m.common_home());
  await ada.heading(m.accounts_title());
}

async function opensForm(visitor: Visitor, path: string): Promise<void> {
  await visitor.go(path);
  await visitor.fill(m.services_rename_name(), 'mine-now');
}
