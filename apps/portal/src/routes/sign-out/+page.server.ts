import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { m } from '@mandate/messages';
import { session } from '#lib/server/cookies.ts';
import { done, submit } from '#lib/server/forms.ts';
import type { Actions, PageServerLoad } from './$types.ts';

export const load: PageServerLoad = () => redirect(303, '/');

export const actions: Actions = {
  default: (event) =>
    submit(event, { schema: z.object({}) }, async ({ api }) => {
      if (event.locals.user) await api.auth.signOut.mutate();
      session.clear(event.cookies);
      return done('/sign-in', { tone: 'info', strong: m.auth_signed_out() });
    }),
};
