import { m } from '@mandate/messages';
import { expect } from 'vitest';
import { signsInAndAccepts } from '../support/accepting.ts';
import { drawsUp, openUsers, rowOf } from '../support/delegating.ts';
import { betrayed, holdings } from '../support/names.ts';
import { login } from '../support/people.ts';
import { isRefused } from '../support/refused.ts';
import type { Visitor } from '../support/visitor.ts';
import type { World } from '../support/world.ts';
import { label, ownerOf } from './words.ts';

const [account, inviter] = ['Acme', 'Olivia Owens'];
const [other, resting] = ['Moss & Fern', 'Orchestre des Deux Rives'];
const { email } = login('ada');
const [site, domain] = ['site-01', 'acme-press.example'];
// where Ada has had domains and tickets before, and no invoices
const busy = 'Lumen Studios';

/** Case 6: an agency works in many customers' accounts with one login, and never in the wrong one. */
export async function agency(world: World): Promise<void> {
  const olivia = await ownerOf(world, account);
  const ada = await world.visitor();
  const acme = await holdings(world.db, account);
  const at = `/accounts/${acme.id}`;
  const only = (name: string) => ({ which: 'only', names: [name] }) as const;
  await drawsUp(olivia, account, {
    ...{ emails: [email], preset: 'web-agency' },
    ...{ services: only(site), domains: only(domain) },
  });
  await olivia.press(m.common_send_invitation());
  await olivia.sees(m.invite_sent({ email }));
  await signsInAndAccepts(ada, 'ada', { inviter, account });
  await ada.sees(ada.page.getByRole('complementary').getByText(account));
  await isRefused(ada, `${at}/billing`, { permission: label('billing:view'), who: inviter });
  const hidden = acme.services.filter((one) => one.name !== site);
  expect((await ada.go(`${at}/services/${hidden[0]!.id}`))?.status()).toBe(404);

  await choosesAndSwitches(ada);
  await seesAcross(ada);
  await deepLinks(world, ada);
  await worksInTwoTabs(world, ada, at);

  await ada.go(`${at}/access/leave`);
  await ada.press(m.accounts_leave_go());
  await ada.sees(m.accounts_left_result({ account }));
  await openUsers(olivia);
  await olivia.follow(m.users_to_ended());
  await olivia.sees(rowOf(olivia, email));
}

/** The chooser says what one may do where; the bar, the title and the switcher where one is. */
async function choosesAndSwitches(ada: Visitor): Promise<void> {
  const { page } = ada;
  await ada.go('/accounts?q=acme');
  await ada.sees(rowOf(ada, account).getByText(domain));
  await ada.go('/accounts');
  await ada.fill(m.accounts_find(), 'moss');
  await ada.press(m.accounts_find_button());
  await ada.follow(other);
  await ada.sees(page.getByRole('complementary').getByText(other));
  expect(await page.title()).toContain(other);
  await ada.follow(new RegExp(other), page.getByRole('banner'));
  await ada.heading(m.accounts_title());
}

/** One page of what waits in all of them, each as far as it is open; in Acme nothing does. */
async function seesAcross(ada: Visitor): Promise<void> {
  await ada.follow(m.accounts_across_link());
  await ada.heading(m.accounts_across_title());
  const row = rowOf(ada, busy);
  await ada.sees(row.getByText(m.accounts_across_hidden()));
  await ada.sees(row.getByText('lumen-events-porto.example'));
  expect(await rowOf(ada, account).count()).toBe(0);
  await ada.follow(busy, row);
  await ada.sees(ada.page.getByRole('complementary').getByText(busy));
}

/** A link into another account works where one has access, and says why where one has not. */
async function deepLinks({ db }: World, ada: Visitor): Promise<void> {
  const pathOf = async (name: string) => `/accounts/${(await holdings(db, name)).id}/domains`;
  expect((await ada.go(await pathOf(other)))?.status()).toBe(200);
  await ada.heading(m.domains_title({ account: other }));
  expect((await ada.go(await pathOf(resting)))?.status()).toBe(403);
  await ada.heading(m.common_closed_to_you_title({ account: resting }));
  await ada.sees(m.refusals_member_suspended({ account: resting, who: 'Claire Aubry' }));
  const strange = await holdings(db, 'Otto Brandt Printing');
  expect((await ada.go(`/accounts/${strange.id}/domains`))?.status()).toBe(404);
  await ada.sees(m.refusals_account_not_found());
  expect(betrayed(await ada.text(), [{ id: strange.id, name: 'Otto Brandt Printing' }])).toEqual([]);
}

/** A form that is open in one tab stays with its account, whatever the other tab opens. */
async function worksInTwoTabs({ db }: World, ada: Visitor, at: string): Promise<void> {
  await ada.go(`${at}/domains?q=${domain}`);
  await ada.follow(domain);
  await ada.follow(`${m.common_edit()} A @`);
  await ada.fill(m.domains_record_value(), '203.0.113.88');
  const tab = await ada.tab();
  await tab.go(`/accounts/${(await holdings(db, other)).id}/domains`);
  await tab.sees(tab.page.getByRole('complementary').getByText(other));
  await ada.press(m.domains_record_save());
  await ada.sees(m.domains_record_saved({ record: '@', account }));
  await ada.sees(ada.page.getByRole('complementary').getByText(account));
  await tab.page.close();
}
