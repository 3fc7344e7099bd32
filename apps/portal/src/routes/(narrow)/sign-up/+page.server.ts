import { redirect } from '@sveltejs/kit';
import { signUp } from '@mandate/api/contract';
import { m } from '@mandate/messages';
import { rememberSignUp } from '#lib/server/cookies.ts';
import { done, submit } from '#lib/server/forms.ts';
import type { Actions, PageServerLoad } from './$types.ts';

export const load: PageServerLoad = ({ locals }) => {
  if (locals.user) redirect(303, '/');
};

export const actions: Actions = {
  default: (event) =>
    submit(event, { schema: signUp, fixed: { locale: event.locals.locale } }, async ({ input, api }) => {
      await api.auth.signUp.mutate(input);
      rememberSignUp(event.cookies, input.email);
      // The same for every address: only its mailbox learns whether it has a login.
      return done('/verify', {
        tone: 'info',
        strong: m.auth_look_in_mailbox(),
        text: m.auth_look_in_mailbox_text({ email: input.email }),
      });
    }),
};
