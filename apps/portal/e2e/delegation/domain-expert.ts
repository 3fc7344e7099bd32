import { m } from '@mandate/messages';
import { expect } from 'vitest';
import { signsInAndAccepts } from '../support/accepting.ts';
import { drawsUp, openUsers, rowOf } from '../support/delegating.ts';
import { openMail } from '../support/mail.ts';
import { betrayed, holdings } from '../support/names.ts';
import { login } from '../support/people.ts';
import { isRefused } from '../support/refused.ts';
import type { Visitor } from '../support/visitor.ts';
import type { World } from '../support/world.ts';
import { label, ownerOf } from './words.ts';

const account = 'Lumen Studios';
const inviter = 'Helena Lumen';
const { email, name } = login('dora');
const [kept, edited] = ['lumen-press-wien.example', 'lumen-blog-oslo.example'];

/** Case 2: somebody lost with domains gives all but one of them to an expert, who leaves when it is done. */
export async function domainExpert(world: World): Promise<void> {
  const helena = await ownerOf(world, account);
  const dora = await world.visitor({ locale: 'fr' });
  const { id, domains } = await holdings(world.db, account);
  const at = `/accounts/${id}`;
  await drawsUp(helena, account, {
    ...{ emails: [email], preset: 'domain-manager' },
    domains: { which: 'except', names: [kept], later: true },
  });
  await helena.sees(helena.page.getByRole('main').getByText(kept));
  await helena.press(m.common_send_invitation());
  await helena.sees(m.invite_sent({ email }));
  const mail = await signsInAndAccepts(dora, 'dora', { inviter, account });
  // which one is left out is not said to her, in the mail neither
  expect(mail.text).not.toContain(kept);

  const hidden = domains.filter((one) => one.name === kept);
  expect(hidden).toHaveLength(1);
  for (const path of [
    '/domains',
    '/domains?q=press-wien',
    '/domains?page=2',
    '/domains?page=3',
    '/support',
    '/access',
  ])
    await showsNothing(dora, at + path, hidden);
  await showsNothing(dora, '/accounts?q=press-wien', hidden);
  await showsNothing(dora, '/accounts/across', hidden);
  expect((await dora.go(`${at}/domains/${hidden[0]!.id}`))?.status()).toBe(404);
  await isRefused(dora, `${at}/services`, { permission: label('services:view'), who: inviter });

  await editsDns(dora, at);
  await leaves(dora, at);
  await openUsers(helena);
  await rowOf(helena, email).waitFor({ state: 'detached' });
  await helena.follow(m.users_to_ended());
  await helena.sees(rowOf(helena, email));
  await openMail(
    await helena.tab(),
    'helena@lumen-studios.example',
    m.mails_account_left_subject({ person: name, account }),
  );
}

async function showsNothing(
  visitor: Visitor,
  path: string,
  hidden: { id: string; name: string }[],
): Promise<void> {
  await visitor.go(path);
  expect(betrayed(await visitor.page.content(), hidden), path).toEqual([]);
}

async function editsDns(dora: Visitor, at: string): Promise<void> {
  await dora.go(`${at}/domains?q=${edited}`);
  await dora.follow(edited);
  await dora.heading(edited);
  await dora.follow(`${m.common_edit()} A @`);
  await dora.fill(m.domains_record_value(), '203.0.113.77');
  await dora.press(m.domains_record_save());
  await dora.sees(m.domains_record_saved({ record: '@', account }));
  await dora.sees(dora.page.getByRole('row').getByText('203.0.113.77'));
}

/** By the bar, without asking anybody. */
async function leaves(dora: Visitor, at: string): Promise<void> {
  await dora.follow(m.common_acting_rights(), dora.page.getByRole('complementary'));
  await dora.heading(m.accounts_mine_title({ account }));
  await dora.follow(m.accounts_leave_go());
  await dora.heading(m.accounts_leave_question({ account }));
  await dora.press(m.accounts_leave_go());
  await dora.sees(m.accounts_left_result({ account }));
  expect((await dora.go(`${at}/domains`))?.status()).toBe(403);
  await dora.sees(m.refusals_member_left({ account, who: inviter }));
}
