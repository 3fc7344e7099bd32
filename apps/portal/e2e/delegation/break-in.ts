import { formatUntil, m } from '@mandate/messages';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'vitest';
import { isShutOut, signsInAndAccepts } from '../support/accepting.ts';
import { drawsUp, openUsers, rowOf } from '../support/delegating.ts';
import { openMail } from '../support/mail.ts';
import { betrayed, holdings } from '../support/names.ts';
import { login } from '../support/people.ts';
import { isRefused } from '../support/refused.ts';
import type { Visitor } from '../support/visitor.ts';
import type { World } from '../support/world.ts';
import { label, ownerOf, pass } from './words.ts';

const account = 'Nordwind Hosting';
const inviter = 'Jens Nordwind';
const { email, name } = login('sam');
const server = 'web-42';

/** Case 4: after a break-in, one server's access for a while; it ends by itself and is renewed by one click. */
export async function breakIn(world: World): Promise<void> {
  const jens = await ownerOf(world, account);
  const sam = await world.visitor({ locale: 'fr' });
  const { id, services, domains } = await holdings(world.db, account);
  const at = `/accounts/${id}`;
  const others = [...domains, ...services.filter((one) => one.name !== server)];
  await drawsUp(jens, account, {
    ...{ emails: [email], preset: 'security-specialist' },
    services: { which: 'only', names: [server] },
  });
  await jens.press(m.common_send_invitation());
  await jens.sees(m.invite_sent({ email }));
  await jens.sees(rowOf(jens, email).getByText(server));
  const mail = await signsInAndAccepts(sam, 'sam', { inviter, account });
  expect(betrayed(mail.text, others)).toEqual([]);
  await pass(world, 8, email, account);
  await worksOnOne(sam, at, others);
  await areReminded(world, { sam, jens });

  await sam.go(`${at}/services`);
  await pass(world, 8, email, account);
  await isShutOut(sam, m.common_nav_services(), account, m.refusals_member_ended({ account, who: inviter }));
  await sam.go('/profile');
  await sam.heading(m.auth_profile_title());
  await renews(jens, at);

  await sam.go('/accounts');
  await sam.sees(m.accounts_invited({ inviter, account }));
  const waiting = sam.page.getByRole('link', { name: m.accounts_invited_read(), exact: true });
  await waiting.click();
  await sam.press(m.accounts_accept());
  await sam.sees(m.accounts_accepted({ account }));
  await sam.go(`${at}/services`);
  await sam.sees(m.services_intro_opened({ count: 1 }));
}

async function worksOnOne(sam: Visitor, at: string, others: { id: string; name: string }[]): Promise<void> {
  await sam.go(`${at}/services`);
  await sam.sees(m.services_intro_opened({ count: 1 }));
  expect(betrayed(await sam.page.content(), others)).toEqual([]);
  await sam.follow(server);
  await sam.follow(m.services_password());
  await sam.press(m.services_password_verb());
  await sam.sees(m.services_password_requested({ service: server, account }));
  const another = others.find((one) => one.name === 'web-43');
  expect((await sam.go(`${at}/services/${another?.id}`))?.status()).toBe(404);
  await isRefused(sam, `${at}/domains`, { permission: label('domains:view'), who: inviter });
}

/** A week before, in the language of each. */
async function areReminded(world: World, { sam, jens }: { sam: Visitor; jens: Visitor }): Promise<void> {
  const em = world.db.owner.em.fork();
  const [grant] = await em.execute<{ end: string }[]>(
    `select max(g.end_at) as end from grants g join users u on u.id = g.user_id
     where u.email = ? and g.account_id = (select id from accounts where name = ?)`,
    [email, account],
  );
  const until = formatUntil(new Date(grant!.end), { timeZone: 'Europe/Paris' });
  await openMail(sam, email, m.mails_access_ending_subject({ account, until }));
  const told = await jens.tab();
  const subject = m.mails_access_ending_of_subject({ person: name, account, until });
  await openMail(told, 'jens@nordwind-hosting.example', subject);
  await told.page.close();
}

/** The log says that it expired; the list of what ended offers the same again. */
async function renews(jens: Visitor, at: string): Promise<void> {
  const row = rowOf(jens, name);
  for (let tries = 0; tries < 100; tries += 1) {
    await jens.go(`${at}/users?state=ended`);
    if (await row.isVisible()) break;
    await sleep(200);
  }
  await jens.follow(m.common_nav_activity(), jens.page.getByRole('navigation'));
  await jens.sees(m.account_event_member_expired({ subject: name }));
  await openUsers(jens);
  await jens.follow(m.users_to_ended());
  await jens.sees(row.getByText(server));
  await jens.follow(`${m.users_renew()} ${name}`, row);
  await jens.heading(m.invite_check_title());
  await jens.press(m.common_send_invitation());
  await jens.sees(m.invite_sent({ email }));
}
