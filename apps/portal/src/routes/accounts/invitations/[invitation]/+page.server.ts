import { error } from '@sveltejs/kit';
import { z } from 'zod';
import { m } from '@mandate/messages';
import { done, submit } from '#lib/server/forms.ts';
import type { Actions, PageServerLoad } from './$types.ts';

/** An invitation for one's own verified address, answered without its mail. */
export const load: PageServerLoad = async ({ locals, params }) => {
  const { invitations } = await locals.api.accounts.list.query({});
  const invitation = invitations.find(({ id }) => id === params.invitation);
  if (!invitation) error(404, m.refusals_invitation_answered(), { code: 'NOT_FOUND' });
  return { invitation };
};

const schema = z.object({ name: z.string().default('') });

export const actions: Actions = {
  accept: (event) =>
    submit(event, { schema }, async ({ input, api }) => {
      await api.invitations.accept.mutate({ invitation: event.params.invitation });
      return done('/accounts', { strong: m.accounts_accepted({ account: input.name }) });
    }),
  decline: (event) =>
    submit(event, { schema }, async ({ input, api }) => {
      await api.invitations.declineMine.mutate({ invitation: event.params.invitation });
      return done('/accounts', { tone: 'info', strong: m.accounts_declined({ account: input.name }) });
    }),
};
