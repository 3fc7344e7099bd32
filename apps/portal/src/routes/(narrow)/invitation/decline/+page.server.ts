import { redirect } from '@sveltejs/kit';
import { m } from '@mandate/messages';
import { handOff } from '#lib/server/cookies.ts';
import { done, submit } from '#lib/server/forms.ts';
import { answered, asShown, openedInvitation } from '../opened.ts';
import type { Actions, PageServerLoad } from './$types.ts';

export const load: PageServerLoad = async (event) => {
  const opened = await openedInvitation(event);
  if (!opened?.access || opened.you?.invited === false) redirect(303, '/invitation');
  const { account, inviter, seen } = opened;
  return { opened: { account, inviter, seen } };
};

export const actions: Actions = {
  default: (event) =>
    submit(event, { schema: answered }, ({ input, api }) =>
      asShown(event, async () => {
        const { name } = await api.invitations.decline.mutate(input);
        handOff.clear(event.cookies);
        return done(event.locals.user ? '/accounts' : '/invitation', {
          tone: 'info',
          strong: m.accounts_declined({ account: name }),
        });
      }),
    ),
};
