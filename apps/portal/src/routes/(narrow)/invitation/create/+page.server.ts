import { redirect } from '@sveltejs/kit';
import { signUpInvited } from '@mandate/api/contract';
import { m } from '@mandate/messages';
import { connect } from '#lib/server/api.ts';
import { handOff, rememberSignUp, session } from '#lib/server/cookies.ts';
import { flash } from '#lib/server/flash.ts';
import { done, submit } from '#lib/server/forms.ts';
import { refusePage } from '#lib/server/pages.ts';
import { whoIs } from '#lib/server/who.ts';
import { asShown, openedInvitation, otherNow } from '../opened.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types.ts';

export const load: PageServerLoad = async (event) => {
  const opened = await openedInvitation(event);
  if (!opened?.access || opened.you) redirect(303, '/invitation');
  const { email, account, inviter, seen } = opened;
  // the rights are read one page before, and only there
  if (event.url.searchParams.get('seen') !== seen) {
    flash(event.cookies, otherNow());
    redirect(303, '/invitation');
  }
  return { opened: { email, account, inviter, seen } };
};

/** As the person who has just got a login. What stands in the way is said on the invitation's own page. */
async function accept(event: RequestEvent, token: string, seen: string) {
  event.locals.session = token;
  const { user } = await whoIs(event);
  const api = connect(event, {
    shown: `${user?.id ?? '-'}/-`,
    onRefusal: (refusal) => {
      if (refusal.status >= 500) refusePage(event, refusal);
      redirect(303, '/invitation');
    },
  });
  const { account, name } = await api.invitations.accept.mutate({ seen });
  handOff.clear(event.cookies);
  return done(`/accounts/${account}`, {
    strong: m.invite_accepted({ account: name }),
    text: m.invite_accepted_login(),
  });
}

export const actions: Actions = {
  default: (event) => {
    const fixed = { locale: event.locals.locale };
    return submit(event, { schema: signUpInvited, fixed }, ({ input, api }) =>
      asShown(event, async () => {
        const made = await api.auth.signUpInvited.mutate(input);
        if ('token' in made) {
          session.set(event.cookies, made.token, made.expiresAt);
          return accept(event, made.token, input.seen);
        }
        const opened = await openedInvitation(event);
        if (opened) rememberSignUp(event.cookies, opened.email);
        return done('/verify', {
          tone: 'info',
          strong: m.auth_look_in_mailbox(),
          text: m.invite_copied_text(),
        });
      }),
    );
  },
};
