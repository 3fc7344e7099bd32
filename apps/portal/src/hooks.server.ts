import { randomUUID } from 'node:crypto';
import type { RequestEvent } from '@sveltejs/kit';
import type { Handle, HandleServerError } from '@sveltejs/kit/hooks';
import { m, withLocale } from '@mandate/messages';
import { ORIGIN } from '$app/env/private';
import { isTheme } from '#lib/theme.ts';
import { connect } from '#lib/server/api.ts';
import { session } from '#lib/server/cookies.ts';
import { secureHeaders } from '#lib/server/headers.ts';
import { chooseLocale } from '#lib/server/locale.ts';
import { fromOurPages } from '#lib/server/origin.ts';
import { refusePage } from '#lib/server/pages.ts';
import { whoIs } from '#lib/server/who.ts';

export const handle: Handle = async ({ event, resolve }) => {
  await prepare(event);
  const { locale, theme } = event.locals;
  const response = await withLocale(locale, async () =>
    fromOurPages(event.request, ORIGIN)
      ? await resolve(event, {
          transformPageChunk: ({ html }) =>
            html.replace('%mandate.lang%', locale).replace('%mandate.theme%', theme),
        })
      : new Response(m.common_cross_site({ origin: ORIGIN }), { status: 403 }),
  );
  secureHeaders(response, ORIGIN.startsWith('https:'));
  response.headers.set('x-request-id', event.locals.requestId);
  return response;
};

/** Who asks, in which language, with which look. */
async function prepare(event: RequestEvent): Promise<void> {
  const { locals, cookies, request } = event;
  const theme = cookies.get('theme');
  const choose = (profile?: string) =>
    chooseLocale(profile, cookies.get('locale'), request.headers.get('accept-language'));
  locals.requestId = randomUUID();
  locals.theme = isTheme(theme) ? theme : 'device';
  locals.locale = choose();
  locals.session = session.get(cookies);
  const { user, down } = await whoIs(event);
  locals.user = user;
  locals.down = down;
  locals.locale = choose(user?.locale);
  locals.api = connect(event, { onRefusal: (refusal) => refusePage(event, refusal) });
}

export const handleError: HandleServerError = (caught) => {
  const { event } = caught;
  if (caught.kind === 'app') return { ...caught.error };
  if (caught.kind !== 'unknown') return { message: caught.error.message };
  const cause = caught.error;
  const entry = {
    level: 'error',
    requestId: event.locals.requestId,
    route: event.route.id,
    error: cause instanceof Error ? (cause.stack ?? cause.message) : String(cause),
  };
  console.error(JSON.stringify(entry));
  return { message: m.refusals_internal(), requestId: event.locals.requestId };
};
