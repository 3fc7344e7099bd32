import { m } from '@mandate/messages';
import { expect, test } from 'vitest';
import { openMail, useMail } from './support/mail.ts';
import { login, signIn } from './support/people.ts';
import { useWorld } from './support/use-world.ts';

const world = useWorld();

for (const scripts of [true, false]) {
  const how = scripts ? 'with scripts' : 'without scripts';

  test(`a login is created, confirmed by mail, and opens an account, ${how}`, async () => {
    const visitor = await world().visitor({ scripts });
    const email = `nora.${scripts}@wanderlust.example`;
    await visitor.go('/sign-up');
    await visitor.fill(m.auth_name(), 'Nora Wander');
    await visitor.fill(m.common_field_email(), email);
    await visitor.fill(m.common_field_password(), 'seven green umbrellas');
    await visitor.press(m.common_sign_up());
    await visitor.sees(m.auth_look_in_mailbox());

    const mail = await openMail(visitor, email, m.mails_verify_email_subject({ email }));
    await useMail(visitor, mail, '/verify');
    // the link has brought the code and nothing has happened: whoever signed up says so
    expect(await visitor.page.getByLabel(m.common_field_email()).inputValue()).toBe(email);
    await visitor.fill(m.common_field_password(), 'seven grey umbrellas');
    await visitor.press(m.auth_verify_button());
    await visitor.sees(m.refusals_wrong_credentials());
    if (!scripts) await visitor.fill(m.common_code_label(), mail.code ?? '');
    await visitor.fill(m.common_field_password(), 'seven green umbrellas');
    await visitor.press(m.auth_verify_button());
    await visitor.sees(m.auth_verified({ email }));
    await visitor.go('/accounts');
    await visitor.fill(m.accounts_open_name(), 'Wanderlust Maps');
    await visitor.press(m.accounts_open_button());
    await visitor.sees(m.accounts_opened({ account: 'Wanderlust Maps' }));
  });

  test(`a forgotten password is set anew by mail, and all sessions end, ${how}`, async () => {
    const { email } = login(scripts ? 'sam' : 'anton');
    const elsewhere = await world().visitor({ scripts, as: scripts ? 'sam' : 'anton' });
    const visitor = await world().visitor({ scripts });
    await visitor.go('/sign-in');
    await visitor.follow(m.auth_sign_in_forgot());
    await visitor.heading(m.auth_reset_title());
    await visitor.fill(m.common_field_email(), email);
    await visitor.press(m.auth_reset_send());
    await visitor.sees(m.auth_reset_sent_text({ email }));

    const mail = await openMail(visitor, email, m.mails_reset_password_subject({ email }));
    await useMail(visitor, mail, '/reset');
    await visitor.fill(m.auth_new_password(), 'eleven copper kettles');
    await visitor.press(m.auth_reset_button());
    await visitor.sees(m.auth_password_set());
    await signIn(visitor, { email, password: 'eleven copper kettles' });
    await elsewhere.go('/profile');
    expect(new URL(elsewhere.page.url()).pathname).toBe('/sign-in');
  });
}

test('somebody sees where a login is open and ends it there', async () => {
  const [here, there] = [await world().visitor({ as: 'otto' }), await world().visitor({ as: 'otto' })];
  await here.go('/profile');
  await here.press(m.auth_sessions_end());
  await here.sees(m.auth_sessions_ended());
  await there.go('/profile');
  expect(new URL(there.page.url()).pathname).toBe('/sign-in');
  await here.go('/profile');
  await here.heading(m.auth_profile_title());
});

test('a wrong password is refused in words, and the address stays filled in', async () => {
  const visitor = await world().visitor();
  const { page } = visitor;
  // on the way to confirm another address: the code of the mail comes along, and no server sees it
  const code = 'c'.repeat(43);
  const seen: string[] = [];
  page.on('request', (request) => seen.push(`${request.url()} ${request.postData() ?? ''}`));
  await visitor.go(`/verify-change#${code}`);
  await visitor.follow(m.common_sign_in());
  await visitor.heading(m.auth_sign_in_title());
  await visitor.fill(m.common_field_email(), login('otto').email);
  await visitor.fill(m.common_field_password(), 'not the password');
  await visitor.press(m.common_sign_in());
  await visitor.sees(m.refusals_wrong_credentials());
  expect(await page.getByLabel(m.common_field_email()).inputValue()).toBe(login('otto').email);
  await visitor.fill(m.common_field_password(), login('otto').password);
  await visitor.press(m.common_sign_in());
  await visitor.heading(m.auth_verify_change_title());
  expect(seen.filter((request) => request.replace(/#.*$/, '').includes(code))).toEqual([]);
  await visitor.press(m.auth_verify_change_button());
  await visitor.sees(m.refusals_token_unknown());
});
