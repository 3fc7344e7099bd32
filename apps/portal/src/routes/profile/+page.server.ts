import { changePassword, endSession, requestEmailChange, saveLocale, saveName } from '@mandate/api/contract';
import { m } from '@mandate/messages';
import { z } from 'zod';
import { rememberLocale } from '#lib/server/cookies.ts';
import { done, submit } from '#lib/server/forms.ts';
import { signedIn } from '#lib/server/pages.ts';
import type { Actions, PageServerLoad } from './$types.ts';

export const load: PageServerLoad = async (event) => {
  signedIn(event);
  const { items } = await event.locals.api.me.sessions.query();
  return { sessions: items };
};

const here = '/profile';

export const actions: Actions = {
  name: (event) =>
    submit(event, { id: 'name', schema: saveName }, async ({ input, api }) => {
      await api.me.saveName.mutate(input);
      return done(here, { strong: m.auth_name_saved({ name: input.name }) });
    }),
  locale: (event) =>
    submit(event, { id: 'locale', schema: saveLocale }, async ({ input, api }) => {
      await api.me.saveLocale.mutate(input);
      rememberLocale(event.cookies, input.locale);
      return done(here, { strong: m.common_language_saved({}, { locale: input.locale }) });
    }),
  email: (event) =>
    submit(event, { id: 'email', schema: requestEmailChange }, async ({ input, api }) => {
      await api.me.requestEmailChange.mutate(input);
      const text = m.auth_email_change_sent_text({ email: input.email });
      return done(here, { tone: 'info', strong: m.auth_look_in_mailbox(), text });
    }),
  password: (event) =>
    submit(
      event,
      {
        id: 'password',
        schema: changePassword,
        labels: { current: m.auth_current_password, next: m.auth_new_password },
        at: { PASSWORD_WRONG: 'current', PASSWORD_TOO_WEAK: 'next' },
      },
      async ({ input, api }) => {
        await api.me.changePassword.mutate(input);
        return done(here, { strong: m.auth_password_set(), text: m.auth_password_changed_text() });
      },
    ),
  end: (event) =>
    submit(event, { id: 'sessions', schema: endSession }, async ({ input, api }) => {
      await api.me.endSession.mutate(input);
      return done(here, { strong: m.auth_session_ended() });
    }),
  endOthers: (event) =>
    submit(event, { id: 'sessions', schema: z.object({}) }, async ({ api }) => {
      await api.me.endOtherSessions.mutate();
      return done(here, { strong: m.auth_sessions_ended() });
    }),
};
