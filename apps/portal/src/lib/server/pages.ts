import { error, redirect, type RequestEvent } from '@sveltejs/kit';
import { m } from '@mandate/messages';
import type { Person } from '#lib/types.ts';
import type { ApiRefusal } from './refusal.ts';

/** Shows a refusal as a page; who is not signed in is led to sign in and back. */
export function refusePage(event: RequestEvent, refusal: ApiRefusal): never {
  if (refusal.status === 401) redirect(303, signInFor(event));
  if (refusal.code === 'STALE_PAGE') refuseStale(event);
  error(refusal.status, refusal.message, {
    code: refusal.code,
    details: refusal.details,
    requestId: event.locals.requestId,
  });
}

/**
 * The form was shown to somebody else, or for another account. Without scripts its own page may be closed to who is
 * signed in now and could not say so: one of its own does. A script goes there by itself.
 */
export function refuseStale({ locals, request, url }: RequestEvent): never {
  if (request.headers.get('x-sveltekit-action') !== 'true')
    redirect(303, `/stale?back=${encodeURIComponent(url.pathname)}`);
  error(409, m.refusals_stale_page({ name: locals.user?.name ?? '' }), { code: 'STALE_PAGE' });
}

/** For pages of a signed-in person that ask the API nothing else first. */
export function signedIn(event: RequestEvent): Person {
  if (event.locals.user) return event.locals.user;
  if (event.locals.down) error(503, m.refusals_try_again(), { code: 'TRY_AGAIN' });
  redirect(303, signInFor(event));
}

function signInFor({ url, request }: RequestEvent): string {
  const here = request.method === 'GET' ? url.pathname + url.search : url.pathname;
  return here === '/' ? '/sign-in' : `/sign-in?next=${encodeURIComponent(here)}`;
}

/** A path of ours, or the way home: nobody is led to another site after signing in. */
export function safePath(path: string | null | undefined, home = '/'): string {
  return path && /^\/(?![/\\])[^\s\\]*$/.test(path) ? path : home;
}
