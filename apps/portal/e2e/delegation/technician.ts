import { m } from '@mandate/messages';
import { expect } from 'vitest';
import { isShutOut, joins } from '../support/accepting.ts';
import { invites, openUsers, removes, rowOf, suspends } from '../support/delegating.ts';
import { openMail } from '../support/mail.ts';
import { holdings } from '../support/names.ts';
import { isRefused } from '../support/refused.ts';
import type { Visitor } from '../support/visitor.ts';
import type { World } from '../support/world.ts';
import { label, ownerOf } from './words.ts';

const account = 'Otto Brandt Printing';
const [inviter, name, email] = ['Otto Brandt', 'Theo Lang', 'theo@lang-it.example'];

/** Case 1: who pays hands the set-up to a technician, also what is added later; no money. */
export async function technician(world: World): Promise<void> {
  const otto = await ownerOf(world, account);
  const theo = await world.visitor();
  const { id } = await holdings(world.db, account);
  const at = `/accounts/${id}`;
  const all = { which: 'except', later: true } as const;
  await invites(otto, account, { emails: [email], preset: 'technician', services: all });
  const mail = await joins(theo, { email, name, inviter, account });
  expect(mail.text).toContain('all services');

  await theo.follow('web-01');
  await theo.follow(m.services_restart());
  await theo.press(m.services_restart_verb());
  await theo.sees(m.services_restarted({ service: 'web-01', account }));

  await orders(otto, at, 'web-09');
  await theo.go(`${at}/services`);
  await theo.follow('web-09');
  await theo.heading('web-09');

  const areas = theo.page.getByRole('navigation');
  expect(await areas.getByRole('link', { name: m.common_nav_billing(), exact: true }).count()).toBe(0);
  await isRefused(theo, `${at}/billing`, { permission: label('billing:view'), who: inviter });
  await theo.go(`${at}/services/order`);
  await theo.sees(m.services_order_missing());

  await suspends(otto, name, account);
  await theo.follow(m.common_nav_services(), areas);
  await theo.heading(m.common_closed_to_you_title({ account }));
  await theo.sees(m.refusals_member_suspended({ account, who: inviter }));
  await openUsers(otto);
  await otto.press(`${m.users_resume_row()} ${name}`);
  await otto.sees(m.users_resume_done({ name }));
  await theo.go(`${at}/services`);
  await theo.heading(m.services_title({ account }));

  await removes(otto, name, account);
  expect(await rowOf(otto, email).count()).toBe(0);
  await isShutOut(
    theo,
    m.common_nav_services(),
    account,
    m.refusals_member_removed({ account, who: inviter }),
  );
  for (const subject of [
    m.mails_access_suspended_subject({ by: inviter, account }),
    m.mails_access_resumed_subject({ by: inviter, account }),
    m.mails_access_removed_subject({ by: inviter, account }),
  ])
    await openMail(theo, email, subject);
}

async function orders(owner: Visitor, at: string, service: string): Promise<void> {
  await owner.go(`${at}/services`);
  await owner.follow(m.services_order());
  await owner.page.locator('[name=plan]').first().check();
  await owner.fill(m.services_order_name(), service);
  await owner.press(m.services_order_continue());
  await owner.press(/^Order for /);
  await owner.sees(m.services_ordered({ service, account }));
}
