import { m } from '@mandate/messages';
import { expect } from 'vitest';
import { isShutOut, signsInAndAccepts } from '../support/accepting.ts';
import { invites, opensAccess, removes, saves } from '../support/delegating.ts';
import { holdings } from '../support/names.ts';
import { login } from '../support/people.ts';
import { isRefused } from '../support/refused.ts';
import type { Visitor } from '../support/visitor.ts';
import type { World } from '../support/world.ts';
import { label, ownerOf } from './words.ts';

const account = 'Boulangerie Petit';
const inviter = 'Louise Petit';
const { email, name } = login('anton');

/** Case 5: payments and invoices go to the accountant, later only to be looked at. Without scripts. */
export async function accountant(world: World): Promise<void> {
  const louise = await ownerOf(world, account, false);
  const anton = await world.visitor({ scripts: false, locale: 'fr' });
  const { id, services } = await holdings(world.db, account);
  const at = `/accounts/${id}`;
  await invites(louise, account, { emails: [email], preset: 'accountant' });
  await signsInAndAccepts(anton, 'anton', { inviter, account });
  await anton.heading(m.billing_title({ account }));
  await pays(anton, at);
  await isRefused(anton, `${at}/services/${services[0]!.id}`, {
    permission: label('services:view'),
    who: inviter,
  });
  await isRefused(anton, `${at}/users`, { permission: label('admin:members'), who: inviter });

  await opensAccess(louise, name, account);
  for (const box of ['billing:pay', 'billing:manage'])
    await louise.page.locator(`[name=permissions][value="${box}"]`).uncheck();
  await louise.press(m.users_check());
  await seesTheDifference(louise);
  await saves(louise, name, account);
  await anton.go(`${at}/billing/methods`);
  await anton.sees(m.billing_manage_lock({ account }));
  await anton.go(`${at}/billing`);
  await anton.heading(m.billing_title({ account }));
  expect(
    await anton.page
      .getByRole('main')
      .getByRole('link', { name: /^Payer/ })
      .count(),
  ).toBe(0);

  await removes(louise, name, account);
  await isShutOut(
    anton,
    m.common_nav_billing(),
    account,
    m.refusals_member_removed({ account, who: inviter }),
  );
}

async function pays(anton: Visitor, at: string): Promise<void> {
  await anton.go(`${at}/billing?state=due`);
  await anton.page.getByRole('link', { name: m.billing_pay() }).last().click();
  await anton.press(/^Payer /);
  await anton.sees(anton.page.getByRole('status').filter({ hasText: account }));
  await anton.go(`${at}/billing?state=due`);
  await anton.sees(m.billing_no_match());
}

/** Three lists: nothing is added, paying goes, seeing stays. */
async function seesTheDifference({ page }: Visitor): Promise<void> {
  const part = (heading: string) =>
    page
      .getByRole('region')
      .or(page.locator('section'))
      .filter({
        has: page.getByRole('heading', { name: heading, exact: true }),
      })
      .first();
  await part(m.common_adds()).getByText(m.users_change_nothing(), { exact: true }).waitFor();
  await part(m.common_removes())
    .getByText(/Payer les factures/)
    .waitFor();
  await part(m.common_stays())
    .getByText(/Voir les factures/)
    .waitFor();
}
