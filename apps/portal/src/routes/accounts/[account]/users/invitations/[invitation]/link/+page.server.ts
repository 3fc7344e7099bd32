import { invitationsOne } from '@mandate/api/contract';
import { submit } from '#lib/server/forms.ts';
import type { Actions, PageServerLoad } from './$types.ts';

export const load: PageServerLoad = async ({ locals, params }) => ({
  invitation: await locals.api.invitations.get.query(params),
});

export const actions: Actions = {
  /** The answer to this one request holds the link; no page shows it again. */
  default: (event) => {
    const { invitation } = event.params;
    return submit(event, { schema: invitationsOne, fixed: { invitation } }, async ({ input, api }) => ({
      copied: await api.invitations.copyLink.mutate(input),
    }));
  },
};
