import { verifyEmail } from '@mandate/api/contract';
import { m } from '@mandate/messages';
import { session } from '#lib/server/cookies.ts';
import { done, submit } from '#lib/server/forms.ts';
import type { Actions } from './$types.ts';

export const actions: Actions = {
  default: (event) =>
    submit(event, { schema: verifyEmail }, async ({ input, api }) => {
      const { token, expiresAt } = await api.auth.verifyEmail.mutate(input);
      session.set(event.cookies, token, expiresAt);
      return done('/', { strong: m.auth_verified() });
    }),
};
