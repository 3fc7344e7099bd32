import { m } from '@mandate/messages';
import { afterEach, beforeAll, expect, test } from 'vitest';
import { actAsProvider } from '../../api/src/features/accounts/provider.ts';
import { holdings } from './support/names.ts';
import { openMail } from './support/mail.ts';
import { login } from './support/people.ts';
import { useWorld } from './support/use-world.ts';
import type { Visitor } from './support/visitor.ts';

const world = useWorld();
const account = 'Acme';
const [olivia, tess] = ['Olivia Owens', 'Tess Lindqvist'];
let acme = '';
const at = (path: string) => `/accounts/${acme}${path}`;

beforeAll(async () => {
  acme = (await holdings(world().db, account)).id;
});

const sql = async <T>(text: string): Promise<T[]> => world().db.owner.em.fork().execute<T[]>(text, [acme]);
const ownerName = async () =>
  (
    await sql<{ name: string }>(
      `select u.name from accounts a join users u on u.id = a.owner_user_id where a.id = ?`,
    )
  )[0]?.name;

async function withPassword(visitor: Visitor, button: string): Promise<void> {
  await visitor.fill(m.common_field_password(), login('olivia').password);
  await visitor.press(button);
}

afterEach(async () => {
  await sql(
    `update ownership_offers set state = 'withdrawn', answered_at = now() where state = 'open' and account_id = ?`,
  );
});

async function offer(visitor: Visitor, afterwards: string): Promise<void> {
  await visitor.go(at('/profile'));
  await visitor.follow(m.ownership_go());
  await visitor.heading(m.ownership_title({ account }));
  await visitor.follow(`${m.ownership_offer_row()} ${tess}`);
  await visitor.heading(m.ownership_check_title({ account, name: tess }));
  await visitor.sees(m.ownership_you_will());
  await visitor.press(m.ownership_offer());
  await visitor.sees(visitor.page.getByRole('alert'));
  await visitor.page.getByLabel(afterwards).check();
  await withPassword(visitor, m.ownership_offer());
  await visitor.sees(m.ownership_offered({ account, name: tess }));
}

test('an offer is withdrawn, another declined; the owner reads what became of it', async () => {
  const owner = await world().visitor({ as: 'olivia', scripts: false });
  await offer(owner, m.ownership_after_leaves());
  await owner.sees(m.ownership_open_leaves());
  await owner.press(m.ownership_withdraw());
  await owner.sees(m.ownership_withdrawn({ name: tess }));

  await offer(owner, m.ownership_after_colleague());
  const receiver = await world().visitor({ as: 'tess', scripts: false });
  await receiver.go('/');
  await receiver.heading(m.accounts_title());
  await receiver.sees(m.ownership_banner({ account, name: olivia }));
  await receiver.follow(m.ownership_banner_read());
  await receiver.heading(m.ownership_received_title({ account, name: olivia }));
  await receiver.press(m.ownership_decline());
  await receiver.sees(m.ownership_declined({ account }));
  await receiver.go(at('/profile/ownership'));
  await receiver.sees(/^You declined the offer of Olivia Owens on /);
  await owner.go(at('/profile/ownership'));
  await owner.sees(m.ownership_last_declined({ name: tess }));
  expect(await ownerName()).toBe(olivia);
});

test('an account changes hands: from the offer, by the mail, to the new owner and a former one who is a colleague', async () => {
  const owner = await world().visitor({ as: 'olivia' });
  await offer(owner, m.ownership_after_colleague());
  await owner.heading(m.ownership_open_title({ account, name: tess }));

  const receiver = await world().visitor({ as: 'tess' });
  const mail = await openMail(
    receiver,
    login('tess').email,
    m.mails_ownership_offered_subject({ account, owner: olivia }),
  );
  expect(mail.text).toContain(`/accounts/${acme}/profile/ownership`);
  await receiver.go(at('/profile/ownership'));
  await receiver.sees(m.ownership_received_colleague({ name: olivia }));
  await receiver.fill(m.common_field_password(), 'not this one');
  await receiver.press(m.ownership_accept());
  await receiver.sees(m.refusals_password_wrong());
  expect(await ownerName()).toBe(olivia);
  await withPassword(receiver, m.ownership_accept());
  await receiver.sees(m.ownership_accepted({ account }));
  expect(await ownerName()).toBe(tess);

  await receiver.go(at('/users'));
  await receiver.heading(m.users_title({ account }));
  await receiver.sees(
    receiver.page.getByRole('row').filter({ hasText: olivia }).filter({ hasText: 'Colleague' }),
  );
  expect(await receiver.page.locator('aside').count()).toBe(0);

  await owner.go(at('/domains'));
  await owner.sees(owner.page.getByRole('complementary', { name: m.common_acting_label() }));
  await owner.go(at('/profile/ownership'));
  await owner.sees(m.ownership_none({ account, name: tess }));
  expect((await owner.go(at('/users/invite')))?.status()).toBe(403);
  await openMail(owner, login('olivia').email, m.mails_ownership_passed_subject({ account, receiver: tess }));

  await receiver.go(at('/activity'));
  await receiver.sees(m.account_event_ownership_accepted({ subject: olivia }));
  await sql(
    `update accounts set owner_user_id = (select id from users where email like 'olivia@%') where id = ?`,
  );
  await sql(
    `update grants set ended_at = now(), end_reason = 'owner' where user_id = (select owner_user_id from accounts where id = ?)`,
  );
});

test('the provider suspends and resumes: the page says so, what may go on goes on, nothing else', async () => {
  const { db, stack } = world();
  const env = { MAIL_KEY: stack.mailKey, ORIGIN: stack.origin };
  const act = (change: 'suspended' | 'resumed') =>
    actAsProvider({ orm: db.orm, env }, { account: acme, change, reason: 'Invoice 7 is late.' });
  const owner = await world().visitor({ as: 'olivia' });
  await owner.go(at('/users'));
  expect((await act('suspended'))?.done).toBe(true);
  await owner.go(at('/users'));
  await owner.sees(m.ownership_suspended_banner({ account }));
  const open = [
    '/services',
    '/domains',
    '/billing',
    '/billing/methods/new',
    '/support/new',
    '/users',
    '/emails',
    '/activity',
  ];
  for (const path of open) expect([path, (await owner.go(at(path)))?.status()]).toEqual([path, 200]);
  const shut = ['/profile', '/profile/close', '/users/invite'];
  for (const path of shut) expect([path, (await owner.go(at(path)))?.status()]).toEqual([path, 403]);
  await owner.go(at('/profile/ownership'));
  await owner.sees(m.ownership_resting({ account }));

  const delegate = await world().visitor({ as: 'dora' });
  await delegate.go(at('/domains'));
  await delegate.sees(m.ownership_suspended_member({ name: (await ownerName()) ?? '' }));
  const [subject, invited] = ['The bill was paid twice', 'jonas@nordlicht.example'];
  await owner.go(at('/support/new'));
  await owner.fill(m.support_subject(), subject);
  await owner.fill(m.support_body(), 'Please look at invoice 7.');
  await owner.press(m.support_new());
  await owner.sees(m.support_opened({ subject, account }));
  const [pending] = await sql<{ id: string }>(
    `select id from invitations where email = 'jonas@nordlicht.example' and account_id = ?`,
  );
  await owner.go(at(`/users/invitations/${pending!.id}/cancel`));
  await owner.press(m.users_cancel_verb());
  await owner.sees(m.users_cancelled({ email: invited }));
  await owner.go(at('/users'));
  expect(await owner.text()).not.toContain(invited);
  await delegate.go(at('/access/leave'));
  await delegate.press(m.accounts_leave_go());
  await delegate.sees(m.accounts_left_result({ account }));
  const due = await sql<{ id: string }>(
    `select id from invoices where state = 'due' and account_id = ? order by number limit 1`,
  );
  await owner.go(at(`/billing/invoices/${due[0]!.id}/pay`));
  await owner.press(/Pay/);
  await owner.sees(owner.page.getByRole('status').filter({ hasText: 'paid' }));

  expect((await act('resumed'))?.done).toBe(true);
  await owner.go(at('/profile'));
  await owner.heading(m.account_profile_title({ account }));
  await openMail(owner, login('olivia').email, m.mails_account_suspended_subject({ account }));
  await openMail(owner, login('olivia').email, m.mails_account_resumed_subject({ account }));
});

test('the owner closes the account: what ends is listed, the name is typed, nobody enters', async () => {
  const owner = await world().visitor({ as: 'olivia' });
  const delegate = await world().visitor({ as: 'marek' });
  await owner.go(at('/profile'));
  await owner.follow(m.ownership_close_go());
  await owner.heading(m.ownership_close_title({ account }));
  await owner.sees(m.ownership_close_members());
  await owner.sees('acme-shop.example');
  await owner.fill(m.ownership_close_name(), 'Acne');
  await withPassword(owner, m.ownership_close_verb());
  await owner.sees(m.refusals_account_name_mismatch());
  await owner.fill(m.ownership_close_name(), account);
  await withPassword(owner, m.ownership_close_verb());
  await owner.sees(m.ownership_closed({ account }));
  await owner.sees(m.common_state_closed());
  expect(await owner.page.getByRole('link', { name: account, exact: true }).count()).toBe(0);
  for (const visitor of [owner, delegate]) expect((await visitor.go(at('/domains')))?.status()).toBe(403);
  await openMail(delegate, login('marek').email, m.mails_account_closed_by_subject({ by: olivia, account }));
  const open = await sql(`select 1 from invitations where state = 'open' and account_id = ?`);
  expect(open).toEqual([]);
});
