import { request } from 'node:http';
import { m, withLocale } from '@mandate/messages';
import { expect, test } from 'vitest';
import { login } from './support/people.ts';
import { useWorld } from './support/use-world.ts';

const world = useWorld();

/** Asks the portal under a name that is not its own. */
function askAs(host: string, method: string): Promise<{ status?: number; location?: string; text: string }> {
  return new Promise((resolve, reject) => {
    const { port } = world().stack;
    const headers = { host: `${host}:${port}` };
    const sent = request({ host: '127.0.0.1', port, path: '/sign-in?a=b', method, headers }, (response) => {
      let text = '';
      response.on('data', (part) => (text += String(part)));
      response.on('end', () =>
        resolve({ status: response.statusCode, location: response.headers.location, text }),
      );
    });
    sent.on('error', reject).end();
  });
}

test('under another name a page is sent on, and a form is told the right address', async () => {
  const { origin } = world().stack;
  const page = await askAs('portal.elsewhere.example', 'GET');
  expect(page).toMatchObject({ status: 307, location: `${origin}/sign-in?a=b` });
  const form = await askAs('127.0.0.1', 'POST');
  expect(form.status).toBe(421);
  expect(form.text).toContain(m.common_right_address({ address: origin }));
});

test('language and look are switched without scripts, and stay', async () => {
  const visitor = await world().visitor({ scripts: false });
  const { page } = visitor;
  await visitor.go('/help');
  await visitor.press('Français', page.getByRole('contentinfo'));
  await withLocale('fr', async () => {
    await visitor.heading(m.help_title());
    await visitor.follow(m.common_theme_system_now(), page.getByRole('contentinfo'));
    await page.getByLabel(m.common_theme_dark(), { exact: true }).check();
    await visitor.press(m.common_save());
    await visitor.heading(m.help_title());
    const ground = await page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
    expect(ground).toBe('rgb(16, 19, 23)');
    await visitor.go('/sign-in');
    await visitor.heading(m.auth_sign_in_title());
  });
  expect(await page.locator('html').getAttribute('lang')).toBe('fr');
});

test('the local mailbox shows each mail as people see it and as text', async () => {
  const visitor = await world().visitor({ as: 'olivia' });
  await visitor.go('/reset');
  await visitor.fill(m.common_field_email(), 'vera@acme.example');
  await visitor.press(m.auth_reset_send());
  await visitor.sees(m.auth_look_in_mailbox());
  await visitor.follow(m.common_mailbox(), visitor.page.getByRole('contentinfo'));
  await visitor.heading(m.help_mailbox_title());
  const subject = m.mails_reset_password_subject({ email: 'vera@acme.example' });
  await expect
    .poll(async () => (await visitor.go('/dev/mailbox'), visitor.text()), { timeout: 15_000 })
    .toContain(subject);
  await visitor.follow(subject);
  await visitor.heading(subject);
  await visitor.page.frameLocator('iframe').getByText(m.mails_reset_password_title()).first().waitFor();
});

test('the menu of a narrow screen opens without scripts', async () => {
  const visitor = await world().visitor({ scripts: false, width: 360, as: 'olivia' });
  await visitor.page.getByText(m.common_menu(), { exact: true }).click();
  await visitor.follow(m.common_nav_users(), visitor.page.getByRole('banner'));
  await visitor.heading(m.users_title({ account: 'Acme' }));

  // what is gone leads to its list; an account of another login leads to that login and back
  const { page } = visitor;
  const acme = new URL(page.url()).pathname.replace(/\/users$/, '');
  await visitor.go(`${acme}/domains/dom_${'0'.repeat(20)}`);
  expect(await page.title()).toContain('Acme');
  await visitor.follow(m.common_nav_domains());
  await visitor.heading(m.domains_title({ account: 'Acme' }));
  const elsewhere = `/accounts/acc_${'0'.repeat(20)}/domains?state=ending`;
  expect((await visitor.go(elsewhere))?.status()).toBe(404);
  await visitor.sees(m.accounts_other_login({ email: login('olivia').email }));
  await visitor.press(m.accounts_other_login_button());
  await visitor.heading(m.auth_sign_in_title());
  expect(new URL(page.url()).searchParams.get('next')).toBe(elsewhere);
});
