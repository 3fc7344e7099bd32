import { pageOf, searchOf } from '#lib/server/query.ts';
import type { PageServerLoad } from './$types.ts';

export const load: PageServerLoad = async ({ locals, url }) => ({
  list: await locals.api.accounts.across.query({ q: searchOf(url), page: pageOf(url) }),
});
