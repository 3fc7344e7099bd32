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
      name: 'invitation-wrong-person',
      as: 'tess',
      path: '/dev/mailbox',
      fresh: true,
      act: async (visitor) => {
        await useMail(visitor, await openMail(visitor, email, subject), '/invitation');
        await visitor.sees(m.invite_wrong_person());
      },
    },
  ];
}
