import { verifyEmail } from '@mandate/api/contract';
import { m } from '@mandate/messages';
import { session, signingUp } from '#lib/server/cookies.ts';
import { done, submit } from '#lib/server/forms.ts';
import type { Actions, PageServerLoad } from './$types.ts';

export const load: PageServerLoad = ({ cookies }) => ({ email: signingUp.get(cookies) });

export const actions: Actions = {
  default: (event) =>
    submit(event, { schema: verifyEmail }, async ({ input, api }) => {
      const { token, expiresAt } = await api.auth.verifyEmail.mutate(input);
      session.set(event.cookies, token, expiresAt);
      signingUp.clear(event.cookies);
      return done('/', { strong: m.auth_verified({ email: input.email }) });
    }),
};
