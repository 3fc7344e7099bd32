import type { RequestEvent } from '@sveltejs/kit';
import type { Person } from '#lib/types.ts';
import { connect } from './api.ts';
import { session } from './cookies.ts';
import { ApiRefusal } from './refusal.ts';

/** Asks the API whose session this is. A dead session's cookie is thrown away. */
export async function whoIs(event: RequestEvent): Promise<{ user: Person | null; down: boolean }> {
  if (!event.locals.session) return { user: null, down: false };
  const api = connect(event, {
    onRefusal: (refusal) => {
      throw refusal;
    },
  });
  try {
    const { id, name, email, locale } = await api.me.get.query();
    return { user: { id, name, email, locale: locale === 'fr' ? 'fr' : 'en' }, down: false };
  } catch (cause) {
    if (!(cause instanceof ApiRefusal)) throw cause;
    if (cause.status !== 401) return { user: null, down: true };
    session.clear(event.cookies);
    event.locals.session = undefined;
    return { user: null, down: false };
  }
}
