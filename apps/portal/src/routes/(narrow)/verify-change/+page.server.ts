import { confirmEmailChange } from '@mandate/api/contract';
import { m } from '@mandate/messages';
import { done, submit } from '#lib/server/forms.ts';
import type { Actions } from './$types.ts';

export const actions: Actions = {
  default: (event) =>
    submit(event, { schema: confirmEmailChange, at: { EMAIL_TAKEN: 'token' } }, async ({ input, api }) => {
      await api.auth.confirmEmailChange.mutate(input);
      return done('/profile', { strong: m.auth_email_changed(), text: m.auth_password_changed_text() });
    }),
};
