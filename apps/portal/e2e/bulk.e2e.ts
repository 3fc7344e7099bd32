import { m } from '@mandate/messages';
import { beforeAll, expect, test } from 'vitest';
import { invite } from './support/inviting.ts';
import { openMail, useMail } from './support/mail.ts';
import { holdings } from './support/names.ts';
import { login } from './support/people.ts';
import { useWorld } from './support/use-world.ts';

const world = useWorld();
const words = { inviter: 'Olivia Owens', account: 'Acme' };
let acme = '';

beforeAll(async () => {
  acme = (await holdings(world().db, 'Acme')).id;
});

test('several addresses at once: each gets its own answer, and each answer leads on', async () => {
  const owner = await world().visitor({ as: 'olivia' });
  const fresh = 'fresh@guest.example';
  const pending = 'jonas@nordlicht.example';
  const { email: member } = login('tess');
  const own = login('olivia').email;
  await owner.go(`/accounts/${acme}/users/invite?preset=technician`);
  await owner.fill(
    m.common_field_email(),
    [fresh, ` ${fresh.toUpperCase()} `, pending, member, own].join('\n'),
  );
  await owner.press(m.invite_check());
  await owner.heading(m.invite_check_title());
  await owner.sees(m.invite_check_one({ email: fresh, account: 'Acme' }));
  for (const email of [pending, member, own]) await owner.sees(m.invite_skipped({ email }));
  await owner.sees(m.invite_problem_you());
  const { page } = owner;
  const leads = await page
    .locator('[role=status] a')
    .evaluateAll((links) => links.map((link) => link.textContent));
  expect(leads.sort()).toEqual([m.invite_to_own(), m.invite_to_invitation(), m.invite_to_member()].sort());
  await owner.press(m.common_send_invitation());
  await owner.sees(m.invite_sent({ email: fresh }));
  for (const email of [pending, member]) await owner.sees(new RegExp(`${email}`));
  expect(await page.getByRole('row').filter({ hasText: fresh }).count()).toBe(1);
});

test('accepting in two tabs makes one member of what was read, and the second tab says what happened', async () => {
  const owner = await world().visitor({ as: 'olivia' });
  const { email } = login('otto');
  await invite(owner, { id: acme, name: 'Acme' }, [email]);
  const otto = await world().visitor({ as: 'otto' });
  await useMail(otto, await openMail(otto, email, m.mails_invitation_subject(words)), '/invitation');
  await otto.heading(m.accounts_invited_title(words));
  const tab = await otto.context.newPage();
  await tab.goto('/invitation');
  // somebody changes the offer while it is read
  const em = world().db.owner.em.fork();
  await em.execute(
    `update invitations set grants = grants || '[{"permission":"support:own","support":true}]'
    where email = ? and state = 'open'`,
    [email],
  );
  await otto.press(m.accounts_accept());
  await otto.sees(m.invite_other_now());
  await otto.press(m.accounts_accept());
  await otto.sees(m.invite_accepted({ account: 'Acme' }));
  await tab.getByRole('button', { name: m.accounts_accept(), exact: true }).click();
  await tab.getByText(m.invite_answered_meanwhile()).waitFor();
});

test('a full disk while accepting: nothing is consumed, and the page says to try again', async () => {
  const owner = await world().visitor({ as: 'olivia' });
  const { email } = login('ada');
  const em = world().db.owner.em.fork();
  const ada = await world().visitor({ as: 'ada' });
  await invite(owner, { id: acme, name: 'Acme' }, [email]);
  await useMail(ada, await openMail(ada, email, m.mails_invitation_subject(words)), '/invitation');
  await ada.heading(m.accounts_invited_title(words));
  // what PostgreSQL says when its disk is full
  await em.execute(
    `create function full_disk() returns trigger language plpgsql as
       $$ begin raise exception 'could not extend file' using errcode = '53100'; end $$;
     create trigger full_disk before insert on grants for each row execute function full_disk()`,
  );
  await ada.press(m.accounts_accept());
  await ada.sees(m.refusals_try_again());
  world().faults.splice(0);
  const state = () =>
    em.execute<object[]>(`select 1 from invitations where email = ? and account_id = ? and state = 'open'`, [
      email,
      acme,
    ]);
  expect(await state()).toHaveLength(1);
  await em.execute(`drop trigger full_disk on grants`);
  await ada.press(m.accounts_accept());
  await ada.sees(m.invite_accepted({ account: 'Acme' }));
});

test('what waits in the chooser is declined after a question, and is gone then', async () => {
  const { email } = login('ada');
  const [waits] = await world()
    .db.owner.em.fork()
    .execute<[{ id: string; account: string }]>(
      `select i.id, a.name as account from invitations i join accounts a on a.id = i.account_id
       where i.email = ? and i.state = 'open'`,
      [email],
    );
  const { account } = waits;
  const path = `/accounts/invitations/${waits.id}`;
  const ada = await world().visitor({ as: 'ada' });
  await ada.go(path);
  await ada.follow(m.accounts_decline());
  await ada.heading(m.invite_decline_question({ account }));
  await ada.press(m.accounts_decline());
  await ada.sees(m.accounts_declined({ account }));
  expect((await ada.go(path))?.status()).toBe(404);
  await ada.sees(new RegExp(m.invite_gone()));
});

test('who left is offered the former access again by one link', async () => {
  const { email, name } = login('dora');
  const dora = await world().visitor({ as: 'dora' });
  await dora.go(`/accounts/${acme}/access/leave`);
  await dora.press(m.accounts_leave_go());
  await dora.page.waitForURL((url) => !url.pathname.includes('/leave'));
  const owner = await world().visitor({ as: 'olivia' });
  await owner.go(`/accounts/${acme}/users/invite?preset=accountant`);
  await owner.fill(m.common_field_email(), email);
  await owner.press(m.invite_check());
  await owner.sees(new RegExp(name));
  await owner.follow(m.invite_former_offer());
  await owner.sees(/nameservers/);
  await owner.press(m.common_send_invitation());
  await owner.sees(m.invite_sent({ email }));
});
