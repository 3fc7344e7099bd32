import { m } from '@mandate/messages';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'vitest';
import { holdings } from '../support/names.ts';
import type { Visitor } from '../support/visitor.ts';
import type { World } from '../support/world.ts';

export interface Scene {
  world: World;
  olivia: Visitor;
  dora: Visitor;
  acme: string;
  /** The domain that she shall only see. */
  x: { id: string; name: string };
  another: { id: string; name: string };
  userOf: (email: string) => Promise<string>;
}

export const account = 'Acme';
export const name = 'Dora Schmidt';
const email = 'dora@dns-atelier.example';

export async function sceneOf(world: World, visitors: Pick<Scene, 'olivia' | 'dora'>): Promise<Scene> {
  const { id, domains } = await holdings(world.db, account);
  const named = (domain: string) => domains.find((one) => one.name === domain)!;
  const userOf = async (address: string) => {
    const em = world.db.owner.em.fork();
    const [row] = await em.execute<{ id: string }[]>('select id from users where email = ?', [address]);
    return row!.id;
  };
  const [x, another] = [named('acme-shop.example'), named('acme-parts.example')];
  return { world, ...visitors, acme: id, x, another, userOf };
}

const memberPage = async ({ acme, userOf }: Scene) => `/accounts/${acme}/users/${await userOf(email)}`;
export const rowOf = ({ page }: Visitor, text: string) =>
  page.getByRole('row').filter({ hasText: text }).first();

/** Opens the scope of domains and chooses in it. */
async function scope({ page }: Visitor, which: 'only' | 'except', domain: string): Promise<void> {
  const group = page.getByRole('group', { name: m.common_scope_which_domains() });
  const summary = page.locator('summary').filter({ hasText: m.common_nav_domains() });
  if (!(await group.isVisible())) await summary.click();
  await page.locator(`[name=domains_which][value=${which}]`).check();
  for (const box of (await page.locator('[name=domains_ids]:checked').all()).reverse()) await box.uncheck();
  await page.getByLabel(domain, { exact: true }).check();
}

async function save({ olivia }: Scene): Promise<void> {
  await olivia.press(m.users_check());
  await olivia.heading(m.users_check_title({ name, account }));
  await olivia.press(m.users_save());
  await olivia.sees(m.users_changed({ name }));
}

/** Two parts: manages all domains but X, and audits X alone. */
export async function givesTwoParts(scene: Scene): Promise<void> {
  const { olivia, x } = scene;
  const { page } = olivia;
  await olivia.go(await memberPage(scene));
  await scope(olivia, 'except', x.name);
  await page.locator('[name=domains_later][value=yes]').check();
  await page.locator('[name=ends][value=no]').check();
  await olivia.press(m.users_part_add());

  if (olivia.scripts) await olivia.sees(page.locator('h2:focus').filter({ hasText: m.invite_situation() }));
  await olivia.sees(m.users_part({ number: 1 }));
  await olivia.sees(m.users_part_open({ number: 2 }));
  expect(await page.locator('[name=permissions]:checked').count()).toBe(0);
  await page.locator('[name=situation][value=auditor]').check();
  if (!olivia.scripts) await olivia.press(m.invite_use_situation());
  for (const box of ['services:view', 'billing:view', 'support:view', 'admin:members', 'admin:activity'])
    await page.locator(`[name=permissions][value="${box}"]`).uncheck();
  await scope(olivia, 'only', x.name);
  await olivia.press(m.users_check());
  await olivia.heading(m.users_check_title({ name, account }));
  for (const list of [m.common_adds(), m.common_removes(), m.common_stays()])
    await olivia.sees(page.getByRole('heading', { name: list, exact: true }));
  await olivia.press(m.users_save());
  await olivia.sees(m.users_changed({ name }));
  await olivia.sees(rowOf(olivia, name).getByText(x.name));
}

const status = async (visitor: Visitor, path: string) => (await visitor.go(path))?.status();

export async function seesXAndManagesTheRest({ dora, acme, x, another }: Scene): Promise<void> {
  const at = `/accounts/${acme}/domains`;
  await dora.go(at);
  for (const { name: domain } of [x, another]) await dora.sees(dora.page.getByRole('link', { name: domain }));
  expect(await status(dora, `${at}/${x.id}`)).toBe(200);
  expect(await dora.page.getByRole('link', { name: m.common_edit() }).count()).toBe(0);
  expect(await status(dora, `${at}/${x.id}/nameservers`)).toBe(403);
  expect(await status(dora, `${at}/${another.id}/nameservers`)).toBe(200);
}

/** Takes the second part away: exactly it is gone. */
export async function takesOnePartAway(scene: Scene): Promise<void> {
  const { olivia, dora, acme, x, another } = scene;
  await olivia.go(await memberPage(scene));
  await olivia.press(`${m.common_remove()} ${m.users_part({ number: 2 })}`);
  const second = olivia.page.getByRole('heading', { name: m.users_part({ number: 2 }), exact: true });
  await second.waitFor({ state: 'detached' });
  if (!olivia.scripts) await olivia.page.waitForURL((url) => url.search === '?/part');
  await olivia.press(m.users_check());
  await olivia.heading(m.users_check_title({ name, account }));
  await olivia.sees(olivia.page.getByRole('main').getByText(x.name));
  await olivia.press(m.users_save());
  await olivia.sees(m.users_changed({ name }));
  const at = `/accounts/${acme}/domains`;
  expect(await status(dora, `${at}/${x.id}`)).toBe(404);
  expect(await status(dora, `${at}/${another.id}/nameservers`)).toBe(200);
}

const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

/** An end for the whole access: never in the past; she is told, and it ends though her login is open. */
export async function endsByDate(scene: Scene): Promise<void> {
  const { olivia, dora, acme, world, userOf } = scene;
  const { page } = olivia;
  await olivia.go(await memberPage(scene));
  await page.locator('[name=whole_ends][value=yes]').check();
  await page.locator('[name=whole_until]').fill(inDays(-2));
  await olivia.press(m.users_check());
  await olivia.sees(page.getByRole('alert').getByText(m.refusals_field_over()));
  await page.locator('[name=whole_until]').fill(inDays(20));
  await save(scene);

  await dora.go(`/accounts/${acme}/domains`);
  await dora.heading(m.domains_title({ account }));
  const em = world.db.owner.em.fork();
  await em.execute(`update memberships set end_at = now() - interval '1 second' where user_id = ?`, [
    await userOf(email),
  ]);
  await dora.follow(m.common_nav_domains(), dora.page.getByRole('navigation'));
  await dora.heading(m.common_closed_to_you_title({ account }));
  await dora.sees(m.refusals_member_ended({ account, who: 'Olivia Owens' }));
}

/** From the list of what ended: one look, one click, and the same access waits for her. */
export async function renews({ olivia, dora, acme, x }: Scene): Promise<void> {
  const ended = `/accounts/${acme}/users?state=ended`;
  const row = rowOf(olivia, name);
  for (let tries = 0; tries < 100; tries += 1) {
    await olivia.go(ended);
    if (await row.isVisible()) break;
    await sleep(200);
  }
  await olivia.sees(row.getByText(x.name));
  await olivia.follow(`${m.users_renew()} ${name}`, row);
  await olivia.heading(m.invite_check_title());
  await olivia.sees(olivia.page.getByRole('main').getByText(email));
  await olivia.press(m.common_send_invitation());
  await olivia.sees(m.invite_sent({ email }));

  await dora.go('/accounts');
  await dora.follow(m.accounts_invited_read());
  await dora.press(m.accounts_accept());
  await dora.sees(m.accounts_accepted({ account }));
  await dora.go(`/accounts/${acme}/domains`);
  await dora.heading(m.domains_title({ account }));
}

/** Suspending keeps the set-up; resuming gives it back. */
export async function suspendsAndResumes(scene: Scene): Promise<void> {
  const { olivia, dora, acme } = scene;
  await olivia.go(await memberPage(scene));
  await olivia.press(m.users_suspend());
  await olivia.sees(m.users_suspend_done({ name }));
  await dora.go(`/accounts/${acme}/domains`);
  await dora.heading(m.common_closed_to_you_title({ account }));
  await olivia.press(m.users_resume());
  await olivia.sees(m.users_resume_done({ name }));
  await dora.go(`/accounts/${acme}/domains`);
  await dora.heading(m.domains_title({ account }));
}

/** A manager goes: what he had pending dies, what he gave ends where it is ticked. */
export async function removesTheManager({ olivia, dora, acme, world, userOf }: Scene): Promise<void> {
  const marek = await userOf('marek@acme.example');
  const em = world.db.owner.em.fork();
  await em.execute(`update grants set given_by = ? where user_id = ? and ended_at is null`, [
    marek,
    await userOf(email),
  ]);
  await olivia.go(`/accounts/${acme}/users/${marek}/remove`);
  await olivia.sees(olivia.page.getByRole('main').getByText('t.becker@acme-gmbh.exmaple'));
  for (const box of await olivia.page.getByLabel(m.users_remove_end_too({ name })).all()) await box.check();
  await olivia.press(m.users_remove_verb());
  await olivia.sees(m.users_removed({ name: 'Marek Novák', account }));
  expect(await olivia.page.getByText('t.becker@acme-gmbh.exmaple').count()).toBe(0);
  await dora.go(`/accounts/${acme}/domains`);
  await dora.heading(m.common_closed_to_you_title({ account }));
}
