import { requestPasswordReset, resetPassword } from '@mandate/api/contract';
import { m } from '@mandate/messages';
import { session } from '#lib/server/cookies.ts';
import { done, submit } from '#lib/server/forms.ts';
import type { Actions, PageServerLoad } from './$types.ts';

export const load: PageServerLoad = ({ url }) => ({ sent: url.searchParams.has('sent') });

export const actions: Actions = {
  request: (event) =>
    submit(event, { id: 'request', schema: requestPasswordReset }, async ({ input, api }) => {
      await api.auth.requestPasswordReset.mutate(input);
      return done('/reset?sent', {
        tone: 'info',
        strong: m.auth_look_in_mailbox(),
        text: m.auth_reset_sent_text({ email: input.email }),
      });
    }),
  set: (event) =>
    submit(event, { id: 'set', schema: resetPassword }, async ({ input, api }) => {
      await api.auth.resetPassword.mutate(input);
      session.clear(event.cookies);
      return done('/sign-in', { strong: m.auth_password_set(), text: m.auth_password_set_text() });
    }),
};
