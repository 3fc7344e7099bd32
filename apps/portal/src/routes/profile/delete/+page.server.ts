import { deleteLogin } from '@mandate/api/contract';
import { m } from '@mandate/messages';
import { session } from '#lib/server/cookies.ts';
import { done, submit } from '#lib/server/forms.ts';
import { signedIn } from '#lib/server/pages.ts';
import type { Actions, PageServerLoad } from './$types.ts';

export const load: PageServerLoad = (event) => {
  signedIn(event);
};

export const actions: Actions = {
  default: (event) =>
    submit(event, { schema: deleteLogin }, async ({ input, api }) => {
      await api.me.deleteLogin.mutate(input);
      session.clear(event.cookies);
      return done('/sign-in', { tone: 'info', strong: m.auth_deleted() });
    }),
};
