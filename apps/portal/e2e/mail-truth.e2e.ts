import { m } from '@mandate/messages';
import { beforeAll, expect, test } from 'vitest';
import { invite } from './support/inviting.ts';
import { openMail, useMail } from './support/mail.ts';
import { holdings } from './support/names.ts';
import { useWorld } from './support/use-world.ts';
import type { Visitor } from './support/visitor.ts';

const world = useWorld();
const subject = m.mails_invitation_subject({ inviter: 'Olivia Owens', account: 'Acme' });
let acme = '';

beforeAll(async () => {
  acme = (await holdings(world().db, 'Acme')).id;
});

const rowOf = ({ page }: Visitor, email: string) => page.getByRole('row').filter({ hasText: email });

/** Plays in the local mailbox what becomes of the newest mail to somebody, and goes back to the list. */
async function play(visitor: Visitor, email: string, what: string): Promise<void> {
  await openMail(visitor, email, subject);
  await visitor.press(what);
  await visitor.sees(m.help_mailbox_played());
  await visitor.go(`/accounts/${acme}/users`);
}

async function olivia(options: { scripts?: boolean } = {}): Promise<Visitor> {
  const visitor = await world().visitor({ as: 'olivia', ...options });
  return visitor;
}

/** The fresh link that the page shows once. */
async function copyLink(visitor: Visitor, email: string): Promise<string> {
  await visitor.go(`/accounts/${acme}/users`);
  await visitor.follow(`${m.users_copy()} ${email}`, rowOf(visitor, email));
  await visitor.heading(m.users_copy_title({ email, account: 'Acme' }));
  await visitor.press(m.users_copy_verb());
  await visitor.heading(m.users_copied_title({ email }));
  const link = await visitor.page.getByLabel(m.users_copied_field()).inputValue();
  visitor.world.secrets.add(link.split('#')[1] ?? null);
  return link;
}

test.each([true, false])('a bounced mail, its address corrected, arrives (scripts: %s)', async (scripts) => {
  const [wrong, right] = [`wrong-${scripts}@guest.example`, `right-${scripts}@guest.example`];
  const owner = await olivia({ scripts });
  await invite(owner, { id: acme, name: 'Acme' }, [wrong]);
  await play(owner, wrong, m.help_mailbox_bounced_hard());
  const row = rowOf(owner, wrong);
  await owner.sees(row.getByText(m.common_mail_bounced(), { exact: true }));
  await owner.sees(row.getByText(m.common_mail_cause_no_mailbox()));
  await owner.sees(row.getByText(m.common_mail_said({ words: 'smtp; 550 5.1.1 No such user here' })));
  expect(await row.getByRole('button', { name: m.users_resend() }).count()).toBe(0);

  await owner.follow(`${m.users_correct()} ${wrong}`, row);
  await owner.heading(m.users_correct_title({ account: 'Acme' }));
  await owner.fill(m.users_correct_field(), 'tess@lindqvist.example');
  await owner.fill(m.users_correct_field(), right);
  await owner.press(m.users_correct_verb());
  await owner.sees(m.users_corrected({ email: right }));
  await play(owner, right, m.help_mailbox_delivered());
  await owner.sees(rowOf(owner, right).getByText(m.common_mail_delivered(), { exact: true }));
  expect(await rowOf(owner, wrong).count()).toBe(0);

  const stranger = await world().visitor();
  const mail = await openMail(stranger, wrong, subject);
  await useMail(stranger, mail, '/invitation');
  await stranger.sees(m.refusals_invitation_unknown());
});

test('delayed, then delivered, then marked as unwanted, then expired: the row says each, and leads on', async () => {
  const email = 'slow@guest.example';
  const owner = await olivia();
  await invite(owner, { id: acme, name: 'Acme' }, [email]);
  for (const [what, word] of [
    [m.help_mailbox_delayed(), m.common_mail_delayed()],
    [m.help_mailbox_delivered(), m.common_mail_delivered()],
    [m.help_mailbox_delayed(), m.common_mail_delivered()],
    [m.help_mailbox_complained(), m.common_mail_complained()],
  ] as const) {
    await play(owner, email, what);
    await owner.sees(rowOf(owner, email).getByText(word, { exact: true }));
  }
  await owner.go(`/accounts/${acme}/emails?q=slow`);
  await owner.sees(rowOf(owner, email).getByText(m.common_mail_complained(), { exact: true }));

  await owner.go(`/accounts/${acme}/users`);
  await owner.follow(`${m.common_change()} ${email}`, rowOf(owner, email));
  await owner.page.locator('[name=permissions][value="billing:pay"]').check();
  await owner.press(m.users_check());
  await owner.sees(owner.page.getByRole('heading', { name: m.common_adds(), exact: true }));
  await owner.press(m.users_save());
  await owner.sees(m.users_invitation_changed({ email }));

  // what upkeep does when nobody answers for a week
  await world()
    .db.owner.em.fork()
    .execute(
      `update invitations set state = 'expired', expires_at = now() - interval '1 hour' where email = ?`,
      [email],
      'run',
    );
  await owner.go(`/accounts/${acme}/users`);
  await owner.sees(rowOf(owner, email).getByText(m.users_expired(), { exact: true }));
  await owner.press(`${m.users_resend()} ${email}`, rowOf(owner, email));
  await owner.sees(m.users_resent({ email }));
});

test('a copied link is shown once, kills the mailed one, and proves no mailbox', async () => {
  const email = 'copied@guest.example';
  const owner = await olivia({ scripts: false });
  await invite(owner, { id: acme, name: 'Acme' }, [email]);
  const link = await copyLink(owner, email);
  await owner.go(`/accounts/${acme}/users`);
  await owner.sees(rowOf(owner, email).getByText(m.users_link_copied(), { exact: true }));
  expect(await owner.page.content()).not.toContain(link.split('#')[1]);

  const guest = await world().visitor();
  await useMail(guest, await openMail(guest, email, subject), '/invitation');
  await guest.sees(m.refusals_invitation_unknown());
  await guest.go(new URL(link).pathname + new URL(link).hash);
  await guest.heading(m.accounts_invited_title({ inviter: 'Olivia Owens', account: 'Acme' }));
  await guest.follow(m.invite_create_and_accept());
  await guest.fill(m.auth_name(), 'Cora Copied');
  await guest.fill(m.common_field_password(), 'a phrase that is long enough');
  await guest.press(m.invite_create_and_accept());
  await guest.sees(m.auth_look_in_mailbox());

  await useMail(guest, await openMail(guest, email, m.mails_verify_email_subject({ email })), '/verify');
  await guest.fill(m.common_field_email(), email);
  await guest.fill(m.common_field_password(), 'a phrase that is long enough');
  await guest.press(m.auth_verify_button());
  await guest.sees(m.auth_verified({ email }));
  await guest.go('/accounts');
  await guest.sees(m.accounts_invited({ inviter: 'Olivia Owens', account: 'Acme' }));
  await guest.go('/invitation');
  await guest.press(m.accounts_accept());
  await guest.sees(m.invite_accepted({ account: 'Acme' }));
});

test('with scripts the link can be copied by a button, and the second copy kills the first', async () => {
  const email = 'twice@guest.example';
  const owner = await olivia();
  await owner.context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await invite(owner, { id: acme, name: 'Acme' }, [email]);
  const first = await copyLink(owner, email);
  await owner.press(m.users_copied_button());
  await owner.sees(m.users_copied_done());
  expect(await owner.page.evaluate(() => navigator.clipboard.readText())).toBe(first);
  const second = await copyLink(owner, email);
  const guest = await world().visitor({ as: 'otto' });
  await guest.go(new URL(first).pathname + new URL(first).hash);
  await guest.sees(m.refusals_invitation_unknown());
  await guest.go('/invitation');
  await guest.go(new URL(second).pathname + new URL(second).hash);
  await guest.sees(m.invite_wrong_person());
});
