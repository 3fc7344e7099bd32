import { confirmEmailChange } from '@mandate/api/contract';
import { m } from '@mandate/messages';
import { fail } from '@sveltejs/kit';
import { done, submit } from '#lib/server/forms.ts';
import { ApiRefusal } from '#lib/server/refusal.ts';
import type { Actions } from './$types.ts';

export const actions: Actions = {
  default: (event) =>
    submit(event, { schema: confirmEmailChange, at: { EMAIL_TAKEN: 'token' } }, async ({ input, api }) => {
      try {
        await api.auth.confirmEmailChange.mutate(input);
      } catch (cause) {
        if (!(cause instanceof ApiRefusal) || cause.code !== 'TOKEN_WRONG_PERSON') throw cause;
        return fail(cause.status, { other: true });
      }
      return done('/profile', { strong: m.auth_email_changed(), text: m.auth_password_changed_text() });
    }),
};
