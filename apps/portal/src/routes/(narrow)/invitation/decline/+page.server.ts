import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { m } from '@mandate/messages';
import { handOff } from '#lib/server/cookies.ts';
import { done, submit } from '#lib/server/forms.ts';
import { openedInvitation } from '../opened.ts';
import type { Actions, PageServerLoad } from './$types.ts';

export const load: PageServerLoad = async (event) => {
  const opened = await openedInvitation(event);
  if (!opened?.access) redirect(303, '/invitation');
  const { account, inviter } = opened;
  return { opened: { account, inviter } };
};

export const actions: Actions = {
  default: (event) =>
    submit(event, { schema: z.object({}) }, async ({ api }) => {
      const { name } = await api.invitations.decline.mutate();
      handOff.clear(event.cookies);
      return done(event.locals.user ? '/accounts' : '/invitation', {
        tone: 'info',
        strong: m.accounts_declined({ account: name }),
      });
    }),
};
