import { m } from '@mandate/messages';
import { expect } from 'vitest';
import { openMail, useMail } from '../support/mail.ts';
import { betrayed, holdings } from '../support/names.ts';
import { domain, email, type Cast } from './words.ts';

const words = { inviter: 'Olivia Owens', account: 'Acme' };

/** From the mailbox to the first page of the account. */
export async function acceptsByMail({ ines }: Cast): Promise<void> {
  const mail = await openMail(ines, email, m.mails_invitation_subject(words));
  expect(mail.text).toContain(domain);
  await useMail(ines, mail, '/invitation');
  if (!ines.scripts) await ines.press(m.invite_open_button());
  await ines.heading(m.accounts_invited_title(words));
  expect(ines.page.url()).toBe(`${ines.origin}/invitation`);
  await ines.follow(m.invite_create_and_accept());
  await ines.sees(ines.page.getByRole('main').getByText(email));
  await ines.fill(m.auth_name(), 'Ines Moreau');
  await ines.fill(m.common_field_password(), 'quatorze cerfs-volants');
  await ines.press(m.invite_create_and_accept());
  await ines.sees(m.invite_accepted({ account: 'Acme' }));
}

/** One domain, and of the others not even the names; what is missing is said, and who can give it. */
export async function seesOneDomain({ ines, world, words: { seeServices } }: Cast): Promise<void> {
  const acme = await holdings(world.db, 'Acme');
  const others = [...acme.domains.filter(({ name }) => name !== domain), ...acme.services];
  const base = `/accounts/${acme.id}`;
  const mine = acme.domains.find(({ name }) => name === domain);
  for (const path of [
    '/domains',
    `/domains/${mine?.id}`,
    '/support',
    '/access',
    '/services',
    '/billing',
    '/users',
  ]) {
    await ines.go(base + path);
    expect(betrayed(await ines.page.content(), others), path).toEqual([]);
  }
  await ines.go('/accounts');
  expect(betrayed(await ines.page.content(), others)).toEqual([]);

  const refused = await ines.go(`${base}/services`);
  expect(refused?.status()).toBe(403);
  await ines.heading(m.common_forbidden_title());
  await ines.sees(new RegExp(`${seeServices}.*Olivia Owens`));
  for (const { id } of acme.domains.filter(({ name }) => name !== domain).slice(0, 1))
    expect((await ines.go(`${base}/domains/${id}`))?.status()).toBe(404);
}

export async function editsDns({ ines, world }: Cast): Promise<void> {
  const { page } = ines;
  const acme = await holdings(world.db, 'Acme');
  await ines.go(`/accounts/${acme.id}`);
  await ines.heading(m.domains_title({ account: 'Acme' }));
  await ines.follow(domain);
  await ines.heading(domain);
  await ines.follow(`${m.common_edit()} A @`);
  await ines.heading(m.domains_record_edit_title({ record: '@', domain }));
  await ines.fill(m.domains_record_value(), '203.0.113.199');
  await ines.press(m.domains_record_save());
  await ines.sees(m.domains_record_saved({ record: '@', account: 'Acme' }));
  await ines.sees(page.getByRole('row').getByText('203.0.113.199'));
}

/** Another account waits in the chooser; the bar and the titles say where one is. */
export async function acceptsFromOtto({ ines, world }: Cast): Promise<void> {
  const { page } = ines;
  const account = 'Otto Brandt Printing';
  await ines.follow(m.common_switch_account(), page.getByRole('complementary'));
  await ines.heading(m.accounts_title());
  await ines.sees(m.accounts_invited({ inviter: 'Otto Brandt', account }));
  await ines.follow(m.accounts_invited_read());
  await ines.heading(m.accounts_invited_title({ inviter: 'Otto Brandt', account }));
  await ines.press(m.accounts_accept());
  await ines.sees(m.accounts_accepted({ account }));
  await ines.follow(account);

  await ines.sees(page.getByRole('complementary').getByText(account));
  await ines.sees(page.getByRole('link', { name: 'brandt-printing.example' }));
  expect(await page.title()).toContain(account);
  const { domains, services } = await holdings(world.db, account);
  const acme = await holdings(world.db, 'Acme');
  const given = ['brandt-printing.example', 'brandt-posters.example'];
  // with scripts the page she came from is still in the document
  const known = [...given, domain];
  const hidden = [...domains, ...acme.domains].filter(({ name }) => !known.includes(name));
  expect(betrayed(await page.content(), [...hidden, ...services])).toEqual([]);

  await ines.follow(new RegExp(account), page.getByRole('banner'));
  await ines.heading(m.accounts_title());
  await ines.follow('Acme');
  await ines.sees(page.getByRole('complementary').getByText('Acme'));
  expect(await page.title()).toContain('Acme');
}
