import { m } from '@mandate/messages';
import { beforeAll, expect, test } from 'vitest';
import { dumpDatabase } from './support/dump.ts';
import { holdings } from './support/names.ts';
import { login } from './support/people.ts';
import { isRefused } from './support/refused.ts';
import { useWorld } from './support/use-world.ts';

const world = useWorld();
const account = 'Acme';
const who = 'Olivia Owens';
let acme = '';

beforeAll(async () => {
  const { id } = await holdings(world().db, account);
  acme = `/accounts/${id}`;
});

test('services: who holds the passwords sets a new one, shown once and kept nowhere', async () => {
  const tess = await world().visitor({ as: 'tess' });
  const service = 'web-01';
  await tess.go(`${acme}/services`);
  await tess.follow(service);
  await tess.heading(service);
  const here = new URL(tess.page.url()).pathname;
  await tess.follow(m.services_password());
  await tess.heading(m.services_password_question({ service, account }));
  await tess.press(m.services_password_verb());
  await tess.sees(m.services_password_requested({ service, account }));
  const show = tess.page.getByRole('button', { name: m.services_password_show(), exact: true });
  await expect.poll(async () => (await tess.go(here), show.isEnabled()), { timeout: 20_000 }).toBe(true);
  await show.click();
  await tess.sees(m.services_password_shown({ service, account }));
  const secret = await tess.page.getByRole('status').locator('code').innerText();
  expect(secret.length).toBeGreaterThan(11);
  world().secrets.add(secret);
  await tess.go(here);
  expect(await tess.text()).not.toContain(secret);
  expect(world().secrets.foundIn(await dumpDatabase(world().db))).toEqual([]);
  expect(world().secrets.foundIn(world().logs.join('\n'))).toEqual([]);
});

test('services: who has no part in them is told what is missing', async () => {
  const anton = await world().visitor({ as: 'anton' });
  await isRefused(anton, `${acme}/services`, { permission: 'See services', who });
});

test('domains: who manages them changes the nameservers', async () => {
  const dora = await world().visitor({ as: 'dora' });
  const domain = 'acme-shop.example';
  await dora.go(`${acme}/domains`);
  await dora.follow(domain);
  await dora.heading(domain);
  await dora.page
    .getByRole('link', { name: new RegExp(`^${m.common_change()} .*${m.domains_nameservers()}`, 'i') })
    .click();
  await dora.heading(m.domains_nameservers_title({ domain }));
  await dora.fill(m.domains_nameserver({ number: 1 }), 'ns1.dns-atelier.example');
  await dora.press(m.domains_nameservers_save());
  await dora.sees(m.domains_nameservers_saved({ domain, account }));
});

test('domains: who only sees them is told that changing is missing, and who gives it', async () => {
  const tess = await world().visitor({ as: 'tess' });
  await tess.go(`${acme}/domains`);
  await tess.follow('acme-shop.example');
  await tess.heading('acme-shop.example');
  expect(await tess.page.getByRole('link', { name: m.domains_record_add() }).count()).toBe(0);
  await tess.go(`${new URL(tess.page.url()).pathname}/records/new`);
  await tess.sees(/does not include “Manage domains”\..*Olivia Owens/);
});

test('domains: what could lose the domain stands locked, with the name of who can give it', async () => {
  const dora = await world().visitor({ as: 'dora' });
  await dora.go(`${acme}/domains`);
  await dora.follow('acme-shop.example');
  const lock = dora.page.getByRole('button', { name: m.domains_lock_off() });
  expect(await lock.getAttribute('aria-disabled')).toBe('true');
  await dora.sees(m.domains_transfer_missing({ account }));
  await dora.sees(/“Transfer away” is missing.*Olivia Owens/);
});

test('billing: who may pay pays an invoice, and says where bills are to go', async () => {
  const anton = await world().visitor({ as: 'anton' });
  await anton.go(`${acme}/billing?state=due`);
  await anton.page.getByRole('link', { name: m.billing_pay(), exact: false }).last().click();
  await anton.press(/^Pay /);
  await anton.sees(/^Invoice .* of Acme is paid\./);
  await anton.follow(m.billing_nav_contact());
  await anton.heading(m.billing_contact_title({ account }));
  const email = 'invoices@acme.example';
  await anton.fill(`${m.account_field_billing_email()} ${m.common_optional()}`, email);
  await anton.press(m.billing_contact_save());
  await anton.sees(m.billing_contact_saved({ account, email }));
});

test('billing: who may not see invoices is told what is missing, who may not pay too', async () => {
  const tess = await world().visitor({ as: 'tess' });
  await isRefused(tess, `${acme}/billing`, { permission: 'See invoices', who });
  const marek = await world().visitor({ as: 'marek' });
  await marek.go(`${acme}/billing?state=due`);
  await marek.page.getByRole('rowheader').getByRole('link').first().click();
  await marek.sees(m.billing_pay_lock({ account }));
  await marek.sees(/“Pay” is missing.*Olivia Owens/);
});

test('support: who may open tickets opens one and answers in it', async () => {
  const tess = await world().visitor({ as: 'tess' });
  await tess.go(`${acme}/support`);
  await tess.follow(m.support_new());
  await tess.heading(m.support_new_title({ account }));
  const subject = 'The backup of web-01 is late';
  await tess.fill(m.support_subject(), subject);
  await tess.fill(m.support_body(), 'It used to run at two.');
  await tess.press(m.support_new());
  await tess.sees(m.support_opened({ subject, account }));
  const number = /#(\d+)/.exec(await tess.page.title())?.[1] ?? '';
  await tess.fill(m.support_reply_body(), 'It has just arrived.');
  await tess.press(m.support_reply_send());
  await tess.sees(m.support_replied({ number, account }));
  // on a phone the filters are folded, and each has its name there too
  await tess.page.setViewportSize({ width: 360, height: 800 });
  await tess.go(`${acme}/support`);
  await tess.page.getByText(m.common_filter(), { exact: true }).click();
  await tess.sees(tess.page.getByRole('searchbox', { name: m.support_find() }));
});

test('support: who has no part in it is told what is missing', async () => {
  const [row] = await world()
    .db.owner.em.fork()
    .execute<{ id: string; owner: string }[]>(
      `select a.id, o.name as owner from grants g
       join users u on u.id = g.user_id and u.email = 'ada@byrne-agency.example'
       join memberships s on s.account_id = g.account_id and s.user_id = g.user_id and s.suspended_at is null
       join accounts a on a.id = g.account_id and a.state = 'active' join users o on o.id = a.owner_user_id
       where not g.support and g.preset = 'web-agency' order by a.name`,
    );
  const ada = await world().visitor({ as: 'ada' });
  await isRefused(ada, `/accounts/${row?.id}/support`, { permission: 'Read tickets', who: row?.owner ?? '' });
});

test('admin: who manages users corrects the address of an invitation, and sees no owner’s rights to change', async () => {
  const marek = await world().visitor({ as: 'marek' });
  await marek.go(`${acme}/users`);
  await marek.follow(`${m.users_correct()} t.becker@acme-gmbh.exmaple`);
  await marek.heading(m.users_correct_title({ account }));
  const email = 't.becker@acme-gmbh.example';
  await marek.fill(m.users_correct_field(), email);
  await marek.press(m.users_correct_verb());
  await marek.sees(m.users_corrected({ email }));
  const owner = marek.page.getByRole('row').filter({ hasText: 'olivia@acme.example' });
  expect(await owner.getByRole('link').allInnerTexts()).toEqual([login('olivia').name]);
});

test('admin: who may not see users is told what is missing, and is not offered the page', async () => {
  const anton = await world().visitor({ as: 'anton' });
  await isRefused(anton, `${acme}/users`, { permission: 'See users', who });
  expect(await anton.page.getByRole('link', { name: m.common_nav_users(), exact: true }).count()).toBe(0);
});
