import { invitationsOne } from '@mandate/api/contract';
import { m } from '@mandate/messages';
import { redirect } from '@sveltejs/kit';
import { done, submit } from '#lib/server/forms.ts';
import type { Actions, PageServerLoad } from './$types.ts';

export const load: PageServerLoad = async ({ locals, params }) => {
  const invitation = await locals.api.invitations.get.query(params);
  if (invitation.state !== 'open') redirect(303, `/accounts/${params.account}/users`);
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
