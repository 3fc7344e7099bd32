import { pageOf, searchOf } from '#lib/server/query.ts';
import type { PageServerLoad } from './$types.ts';

export const load: PageServerLoad = async ({ locals, params: { account }, url }) => ({
  emails: await locals.api.emails.list.query({ account, q: searchOf(url), page: pageOf(url) }),
});
