import { invitationsOne } from '@mandate/api/contract';
import { m } from '@mandate/messages';
import { done, submit } from '#lib/server/forms.ts';
import { over } from '../over.ts';
import type { Actions, PageServerLoad } from './$types.ts';

export const load: PageServerLoad = async (event) => {
  const invitation = await event.locals.api.invitations.get.query(event.params);
  if (invitation.state !== 'open') over(event, invitation);
  return { invitation };
};

export const actions: Actions = {
  default: (event) => {
    const { account, invitation } = event.params;
    return submit(event, { schema: invitationsOne, fixed: { invitation } }, async ({ input, api }) => {
      const { email } = await api.invitations.cancel.mutate(input);
      return done(`/accounts/${account}/users`, { strong: m.users_cancelled({ email }) });
    });
  },
};
