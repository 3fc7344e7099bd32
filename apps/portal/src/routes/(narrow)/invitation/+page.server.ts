import { z } from 'zod';
import { invitationShow } from '@mandate/api/contract';
import { m } from '@mandate/messages';
import { handOff, session } from '#lib/server/cookies.ts';
import { done, submit } from '#lib/server/forms.ts';
import type { Actions, PageServerLoad } from './$types.ts';
import { answered, asShown, openedInvitation } from './opened.ts';

export const load: PageServerLoad = async (event) => ({ opened: await openedInvitation(event) });

export const actions: Actions = {
  /** Takes the code out of the form and keeps a one-hour cookie for this invitation; nothing else changes. */
  show: (event) => {
    const at = { INVITATION_UNKNOWN: 'token' } as const;
    return submit(event, { id: 'show', schema: invitationShow, at }, async ({ input, api }) => {
      const shown = await api.invitations.show.mutate(input);
      handOff.set(event.cookies, shown.handOff, shown.expiresAt);
      return done('/invitation');
    });
  },
  accept: (event) =>
    submit(event, { id: 'answer', schema: answered }, ({ input, api }) =>
      asShown(event, async () => {
        const { account, name } = await api.invitations.accept.mutate(input);
        handOff.clear(event.cookies);
        return done(`/accounts/${account}`, { strong: m.invite_accepted({ account: name }) });
      }),
    ),
  /** Signs out and comes back here; the invitation stays as it is. */
  switch: (event) =>
    submit(event, { id: 'answer', schema: z.object({}) }, async ({ api }) => {
      if (event.locals.user) await api.auth.signOut.mutate();
      session.clear(event.cookies);
      return done('/invitation', { tone: 'info', strong: m.auth_signed_out() });
    }),
};
