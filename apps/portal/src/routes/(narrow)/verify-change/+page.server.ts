import { confirmEmailChange } from '@mandate/api/contract';
import { m } from '@mandate/messages';
import { done, submit } from '#lib/server/forms.ts';
import type { Actions } from './$types.ts';

export const actions: Actions = {
  default: (event) =>
    submit(event, { schema: confirmEmailChange, at: { EMAIL_TAKEN: 'token' } }, async ({ input, api }) => {
      await api.auth.confirmEmailChange.mutate(input);
      return done(event.locals.user ? '/profile' : '/sign-in', { strong: m.auth_email_changed() });
    }),
};
