import { redirect } from '@sveltejs/kit';
import { m } from '@mandate/messages';
import { done, submit } from '#lib/server/forms.ts';
import { asShown, shown, waitingOne } from '../waiting.ts';
import type { Actions, PageServerLoad } from './$types.ts';

export const load: PageServerLoad = async (event) => {
  const opened = await waitingOne(event);
  if (opened.problem === 'INVITATION_EXPIRED')
    redirect(303, `/accounts/invitations/${event.params.invitation}`);
  return { opened };
};

export const actions: Actions = {
  default: (event) =>
    submit(event, { schema: shown }, ({ input, api }) =>
      asShown(event, input, async () => {
        const { invitation } = event.params;
        const { name } = await api.invitations.declineMine.mutate({ invitation, seen: input.seen });
        return done('/accounts', { tone: 'info', strong: m.accounts_declined({ account: name }) });
      }),
    ),
};
