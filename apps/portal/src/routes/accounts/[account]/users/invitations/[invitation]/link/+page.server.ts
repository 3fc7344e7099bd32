import { invitationsOne } from '@mandate/api/contract';
import { submit } from '#lib/server/forms.ts';
import { over } from '../over.ts';
import type { Actions, PageServerLoad } from './$types.ts';

export const load: PageServerLoad = async (event) => {
  const invitation = await event.locals.api.invitations.get.query(event.params);
  if (invitation.state !== 'open' && !invitation.may.copy) over(event, invitation);
  return { invitation };
};

export const actions: Actions = {
  /** The answer to this one request holds the link; no page shows it again. */
  default: (event) => {
    const { invitation } = event.params;
    return submit(event, { schema: invitationsOne, fixed: { invitation } }, async ({ input, api }) => ({
      copied: await api.invitations.copyLink.mutate(input),
    }));
  },
};
