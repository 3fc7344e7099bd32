import { m } from '@mandate/messages';
import { beforeAll, expect, test } from 'vitest';
import { invite } from './support/inviting.ts';
import { openMail, useMail, type Mail } from './support/mail.ts';
import { holdings } from './support/names.ts';
import type { Visitor } from './support/visitor.ts';
import { useWorld } from './support/use-world.ts';

const world = useWorld();
const words = { inviter: 'Olivia Owens', account: 'Acme' };
const subject = m.mails_invitation_subject(words);
const otto = 'otto@brandt-printing.example';
const [late, gone, shy] = ['late@guest.example', 'gone@guest.example', 'shy@guest.example'];
let acme = '';

beforeAll(async () => {
  acme = (await holdings(world().db, 'Acme')).id;
  const olivia = await world().visitor({ as: 'olivia' });
  await invite(olivia, { id: acme, name: 'Acme' }, [otto, late, gone, shy]);
});

const stateOf = async (email: string): Promise<string | undefined> => {
  const rows = await world()
    .db.owner.em.fork()
    .execute<{ state: string }[]>('select state from invitations where account_id = ? and email = ?', [
      acme,
      email,
    ]);
  return rows[0]?.state;
};

async function open(visitor: Visitor, email: string): Promise<Mail> {
  const mail = await openMail(visitor, email, subject);
  await useMail(visitor, mail, '/invitation');
  if (!visitor.scripts) await visitor.press(m.invite_open_button());
  return mail;
}

test('the wrong person is told calmly, nothing is consumed, and switching the login works', async () => {
  const visitor = await world().visitor({ as: 'tess' });
  await open(visitor, otto);
  await visitor.sees(m.invite_wrong_person());
  await visitor.sees(m.invite_wrong_for({ email: otto }));
  await visitor.sees(m.invite_wrong_nothing({ inviter: words.inviter }));
  expect(await visitor.page.getByRole('link', { name: m.accounts_decline() }).count()).toBe(0);
  expect(await stateOf(otto)).toBe('open');

  await visitor.press(m.invite_switch_login());
  await visitor.sees(m.auth_signed_out());
  await visitor.follow(m.invite_have_login());
  await visitor.heading(m.auth_sign_in_title());
  await visitor.fill(m.common_field_email(), otto);
  await visitor.fill(m.common_field_password(), 'mandate-demo-2026');
  await visitor.press(m.common_sign_in());
  await visitor.press(m.accounts_accept());
  await visitor.sees(m.invite_accepted({ account: 'Acme' }));
  expect(await stateOf(otto)).toBe('accepted');
});

test('opening the link, by a person or by a machine, changes nothing', async () => {
  const visitor = await world().visitor({ scripts: false });
  const mail = await openMail(visitor, shy, subject);
  const link = /http\S+#\S+/.exec(mail.text)?.[0] ?? '';
  expect(new URL(link).hash).toBe(`#${mail.code}`);
  for (const method of ['GET', 'HEAD'] as const) await visitor.context.request.fetch(link, { method });
  await visitor.go(link);
  await visitor.heading(m.invite_open_title());
  await open(visitor, shy);
  await visitor.heading(m.accounts_invited_title(words));
  expect(await stateOf(shy)).toBe('open');
});

test('without a login one can decline, and the link is spent then', async () => {
  const visitor = await world().visitor();
  await open(visitor, gone);
  await visitor.sees(m.accounts_invited_for({ email: gone }));
  // a login is made for what was read, not for what another tab has opened since
  const tab = await visitor.tab();
  await open(tab, shy);
  await tab.sees(m.accounts_invited_for({ email: shy }));
  await visitor.follow(m.invite_create_and_accept());
  await visitor.sees(m.invite_other_now());
  await visitor.sees(m.accounts_invited_for({ email: shy }));
  await visitor.follow(m.accounts_decline());
  await visitor.heading(m.invite_decline_question({ account: 'Acme' }));
  await visitor.press(m.accounts_decline());
  await visitor.sees(m.accounts_declined({ account: 'Acme' }));
  expect(await stateOf(shy)).toBe('declined');
  await open(visitor, shy);
  await visitor.heading(m.invite_answered());
});

test('an expired invitation says since when, and whom to ask', async () => {
  const em = world().db.owner.em.fork();
  await em.execute(
    `update invitations set expires_at = now() - interval '1 minute' where email = ?`,
    [late],
    'run',
  );
  const visitor = await world().visitor();
  await open(visitor, late);
  await visitor.heading(m.invite_expired());
  await visitor.sees(new RegExp(words.inviter));
  await visitor.sees(m.invite_nothing_changed());
});

test('a cancelled invitation opens nothing any more, and says whom to ask', async () => {
  const olivia = await world().visitor({ as: 'olivia' });
  await olivia.go(`/accounts/${acme}/users`);
  const row = olivia.page.getByRole('row').filter({ hasText: gone });
  await row.getByRole('link', { name: m.common_cancel() }).click();
  await olivia.heading(m.users_cancel_question({ email: gone, account: 'Acme' }));
  await olivia.press(m.users_cancel_verb());
  await olivia.sees(m.users_cancelled({ email: gone }));

  const visitor = await world().visitor();
  await open(visitor, gone);
  await visitor.heading(m.invite_cancelled());
  await visitor.sees(new RegExp(words.inviter));
});

test('a code that never was is refused beside its field', async () => {
  const visitor = await world().visitor({ scripts: false });
  await visitor.go('/invitation');
  await visitor.fill(m.common_code_label(), 'x'.repeat(43));
  await visitor.press(m.invite_open_button());
  await visitor.sees(m.refusals_invitation_unknown());
});

test('a form of somebody who is no longer signed in does nothing, and says who is', async () => {
  const olivia = await world().visitor({ as: 'olivia' });
  await olivia.go(`/accounts/${acme}/users/invite?preset=technician`);
  await olivia.fill(m.common_field_email(), 'stale@guest.example');
  await olivia.press(m.invite_check());
  await olivia.heading(m.invite_check_title());

  const tab = { ...olivia, page: await olivia.context.newPage() };
  await olivia.context.clearCookies({ name: 'session' });
  await tab.page.goto('/sign-in');
  await tab.page.getByLabel(m.common_field_email()).fill('marek@acme.example');
  await tab.page.getByLabel(m.common_field_password()).fill('mandate-demo-2026');
  await tab.page.getByRole('main').getByRole('button', { name: m.common_sign_in() }).click();
  await tab.page.waitForURL((url) => url.pathname !== '/sign-in');

  await olivia.press(m.common_send_invitation());
  await olivia.heading(m.common_stale_title());
  await olivia.sees(m.common_stale_now({ name: 'Marek Novák', email: 'marek@acme.example' }));
  expect(await stateOf('stale@guest.example')).toBeUndefined();
});

test('the check page carries the choices back and forth', async () => {
  const olivia = await world().visitor({ as: 'olivia' });
  await olivia.go(`/accounts/${acme}/users/invite`);
  await olivia.fill(m.common_field_email(), 'careful@guest.example');
  await olivia.page.getByRole('checkbox', { name: 'See invoices' }).check();
  await olivia.press(m.invite_check());
  await olivia.heading(m.invite_check_title());
  await olivia.press(m.invite_change_choices());
  await olivia.heading(m.invite_title_in({ account: 'Acme' }));
  expect(await olivia.page.getByLabel(m.common_field_email(), { exact: true }).inputValue()).toBe(
    'careful@guest.example',
  );
  expect(await olivia.page.getByRole('checkbox', { name: 'See invoices' }).isChecked()).toBe(true);
});
