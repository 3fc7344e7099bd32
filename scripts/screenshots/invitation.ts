import { m, type Locale } from '@mandate/messages';
import { invite } from '../../apps/portal/e2e/support/inviting.ts';
import { openMail, useMail } from '../../apps/portal/e2e/support/mail.ts';
import { holdings } from '../../apps/portal/e2e/support/names.ts';
import type { Shown } from '../../apps/portal/e2e/support/pages.ts';
import type { World } from '../../apps/portal/e2e/support/world.ts';

/** What somebody sees who gets an invitation by mail, in the order of the way. */
export async function invitationPages(world: World, locale: Locale): Promise<Shown[]> {
  const olivia = await world.visitor({ as: 'olivia', locale });
  const { id } = await holdings(world.db, 'Acme');
  const email = `ines.${locale}@studio-moreau.example`;
  await invite(olivia, { id, name: 'Acme' }, [email]);
  await olivia.context.close();
  const subject = m.mails_invitation_subject({ inviter: 'Olivia Owens', account: 'Acme' });
  return [
    {
      name: 'mail-invitation',
      path: '/dev/mailbox',
      fresh: true,
      act: (visitor) => openMail(visitor, email, subject),
    },
    {
      name: 'invitation',
      path: '/dev/mailbox',
      fresh: true,
      act: async (visitor) => {
        await useMail(visitor, await openMail(visitor, email, subject), '/invitation');
        await visitor.heading(m.accounts_invited_title({ inviter: 'Olivia Owens', account: 'Acme' }));
      },
    },
    {
      name: 'invitation-create',
      path: '/dev/mailbox',
      fresh: true,
      act: async (visitor) => {
        await useMail(visitor, await openMail(visitor, email, subject), '/invitation');
        await visitor.follow(m.invite_create_and_accept());
        await visitor.heading(m.invite_create_title());
      },
    },
    {
      name: 'mail-played',
      path: '/dev/mailbox',
      fresh: true,
      act: async (visitor) => {
        await openMail(visitor, email, subject);
        await visitor.press(m.help_mailbox_bounced_soft());
        await visitor.sees(m.help_mailbox_played());
      },
    },
    {
      name: 'users-truth',
      as: 'olivia',
      path: `/accounts/${id}/users`,
    },
    {
      name: 'invitation-wrong-person',
      as: 'tess',
      path: '/dev/mailbox',
      fresh: true,
      act: async (visitor) => {
        await useMail(visitor, await openMail(visitor, email, subject), '/invitation');
        await visitor.sees(m.invite_wrong_person());
      },
    },
    {
      name: 'invitation-expired',
      path: '/dev/mailbox',
      fresh: true,
      act: async (visitor) => {
        await useMail(visitor, await openMail(visitor, email, subject), '/invitation');
        await expire(world, email);
        await visitor.go('/invitation');
        await visitor.heading(m.invite_expired());
      },
    },
    {
      name: 'invitation-member',
      as: 'olivia',
      path: '/dev/mailbox',
      fresh: true,
      act: async (visitor) => {
        await belongTo(world, email, 'dora@dns-atelier.example');
        const dora = await world.visitor({ as: 'dora', locale });
        await visitor.context.clearCookies();
        await visitor.context.addCookies(await dora.context.cookies());
        await useMail(visitor, await openMail(visitor, email, subject), '/invitation');
        await visitor.heading(m.invite_already_member({ account: 'Acme' }));
        await dora.context.close();
      },
    },
  ];
}

const expire = ({ db }: World, email: string) =>
  db.owner.em.fork().execute(`update invitations set expires_at = now() where email = ?`, [email]);

/** The invitation as if it had gone to somebody who has access already, and still valid. */
async function belongTo({ db }: World, email: string, to: string): Promise<void> {
  const em = db.owner.em.fork();
  await em.execute(`update invitations set state = 'cancelled' where email = ? and state = 'open'`, [to]);
  const valid = `expires_at = now() + interval '1 day'`;
  await em.execute(`update invitations set email = ?, ${valid} where email = ?`, [to, email]);
}
