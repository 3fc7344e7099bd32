import { m } from '@mandate/messages';
import { expect } from 'vitest';
import { isShutOut, joins, opensInvitation, signsInAndAccepts } from '../support/accepting.ts';
import { drawsUp, invites, openUsers, opensAccess, removes, rowOf, saves } from '../support/delegating.ts';
import { holdings } from '../support/names.ts';
import { login } from '../support/people.ts';
import { isRefused } from '../support/refused.ts';
import type { Visitor } from '../support/visitor.ts';
import type { World } from '../support/world.ts';
import { label, ownerOf } from './words.ts';

const account = 'Silva Cycles';
const [owner, manager] = ['Marta Silva', 'Nora Alves'];
const [nora, tomas, fourth] = ['nora@alves.example', 'tomas@alves.example', 'paulo@alves.example'];
// nothing is registered there yet
const later = { preset: 'colleague', domains: { which: 'all', later: true } } as const;
const [ada, vera] = [login('ada'), login('vera')];

/** Case 3: as many colleagues as needed; one of them looks after the others, within what she holds. */
export async function colleagues(world: World): Promise<void> {
  const marta = await ownerOf(world, account);
  const at = `/accounts/${(await holdings(world.db, account)).id}`;
  await drawsUp(marta, account, { ...later, emails: [nora, tomas, ada.email] });
  await marta.sees(m.invite_check_many({ count: 2, account }));
  await marta.sees(m.invite_skipped({ email: ada.email }));
  await marta.press(m.common_send_invitation());
  await marta.sees(m.invite_sent_to({ count: 2, emails: `${nora}, ${tomas}` }));
  await marta.sees(m.invite_left_waiting({ emails: ada.email }));

  const her = await world.visitor();
  await joins(her, { email: nora, name: manager, inviter: owner, account });
  await isRefused(her, `${at}/users/invite`, { permission: label('admin:users'), who: owner });
  await opensAccess(marta, manager, account);
  await marta.page.locator('[name=permissions][value="admin:users"]').check();
  await marta.press(m.users_check());
  await saves(marta, manager, account);
  await passesOn(her, at);

  const guest = await world.visitor();
  await signsInAndAccepts(guest, 'vera', { inviter: manager, account });
  await guest.follow(m.common_nav_services(), guest.page.getByRole('navigation'));
  await guest.heading(m.services_title({ account }));

  await removes(marta, manager, account, async () => {
    await marta.sees(m.users_remove_pending({ count: 1, name: manager }));
    await marta.sees(marta.page.getByRole('main').getByText(fourth));
    await marta.page.getByLabel(m.users_remove_end_too({ name: vera.name })).check();
  });
  for (const gone of [nora, fourth, vera.email]) expect(await rowOf(marta, gone).count(), gone).toBe(0);
  await marta.sees(rowOf(marta, tomas));
  const why = (who: string) => m.refusals_member_removed({ account, who });
  await isShutOut(her, m.common_nav_services(), account, why(owner));
  await isShutOut(guest, m.common_nav_services(), account, why(owner));
  const late = await world.visitor();
  await opensInvitation(late, fourth, { inviter: manager, account });
  await late.heading(m.invite_cancelled());
  await late.sees(new RegExp(owner));
}

/** What she does not hold has no box, and her own access and the owner's no way to change them. */
async function passesOn(her: Visitor, at: string): Promise<void> {
  await her.go(`${at}/users`);
  for (const name of [owner, manager])
    expect(await rowOf(her, name).getByRole('link').allInnerTexts()).toEqual([name]);
  await her.go(`${at}/users/invite`);
  for (const one of ['services:order', 'billing:pay', 'domains:transfer'])
    expect(await her.page.locator(`[name=permissions][value="${one}"]`).count(), one).toBe(0);
  await her.sees(m.invite_not_held());
  expect(await her.page.locator('[name=situation][value=accountant]').count()).toBe(0);
  for (const email of [fourth, vera.email]) await invites(her, account, { ...later, emails: [email] });
  await openUsers(her);
  await her.sees(rowOf(her, fourth));
}
