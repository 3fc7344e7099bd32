import { redirect } from '@sveltejs/kit';
import { signIn } from '@mandate/api/contract';
import { session } from '#lib/server/cookies.ts';
import { done, submit } from '#lib/server/forms.ts';
import { safePath } from '#lib/server/pages.ts';
import type { Actions, PageServerLoad } from './$types.ts';

export const load: PageServerLoad = ({ locals, url }) => {
  const next = safePath(url.searchParams.get('next'));
  if (locals.user) redirect(303, next);
  return { next };
};

export const actions: Actions = {
  default: (event) =>
    submit(event, { schema: signIn }, async ({ input, api }) => {
      const { token, expiresAt } = await api.auth.signIn.mutate(input);
      session.set(event.cookies, token, expiresAt);
      return done(safePath(event.url.searchParams.get('next')));
    }),
};
