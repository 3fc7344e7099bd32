import { invitationsCorrect } from '@mandate/api/contract';
import { m } from '@mandate/messages';
import { longDay } from '#lib/dates.ts';
import { done, submit } from '#lib/server/forms.ts';
import { over } from '../over.ts';
import type { Actions, PageServerLoad } from './$types.ts';

export const load: PageServerLoad = async (event) => {
  const invitation = await event.locals.api.invitations.get.query(event.params);
  if (invitation.state !== 'open' && !invitation.may.correct) over(event, invitation);
  return { invitation };
};

const at = { INVITATION_ALREADY_OPEN: 'email', ALREADY_MEMBER: 'email' } as const;

export const actions: Actions = {
  default: (event) => {
    const { account, invitation } = event.params;
    const { api: asked } = event.locals;
    return submit(
      event,
      { schema: invitationsCorrect, fixed: { invitation }, at },
      async ({ input, api }) => {
        const { email: before } = await asked.invitations.get.query(event.params);
        const { email, expiresAt } = await api.invitations.correct.mutate(input);
        const { timeZone } = (await api.accounts.shell.query({ account })).account;
        return done(`/accounts/${account}/users`, {
          strong: m.users_corrected({ email }),
          text: m.users_corrected_text({ before, date: longDay(expiresAt, timeZone) }),
        });
      },
    );
  },
};
