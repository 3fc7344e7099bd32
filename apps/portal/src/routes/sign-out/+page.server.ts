import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { m } from '@mandate/messages';
import { session } from '#lib/server/cookies.ts';
import { done, submit } from '#lib/server/forms.ts';
import { safePath } from '#lib/server/pages.ts';
import type { Actions, PageServerLoad } from './$types.ts';

export const load: PageServerLoad = () => redirect(303, '/');

export const actions: Actions = {
  default: (event) =>
    submit(event, { schema: z.object({ back: z.string().optional() }) }, async ({ input, api }) => {
      if (event.locals.user) await api.auth.signOut.mutate();
      session.clear(event.cookies);
      const back = safePath(input.back);
      const next = back === '/' ? '' : `?next=${encodeURIComponent(back)}`;
      return done(`/sign-in${next}`, { tone: 'info', strong: m.auth_signed_out() });
    }),
};
