import { error } from '@sveltejs/kit';
import { m } from '@mandate/messages';
import type { PageServerLoad } from './$types.ts';

/** Where a script leads after a stale form: a whole new page, so that its frame, too, says who is signed in now. */
export const load: PageServerLoad = ({ locals }) =>
  error(409, m.refusals_stale_page({ name: locals.user?.name ?? '' }), { code: 'STALE_PAGE' });
