import { pageOf } from '#lib/server/query.ts';
import type { PageServerLoad } from './$types.ts';

export const load: PageServerLoad = async ({ locals, url }) => ({
  list: await locals.api.mailbox.list.query({ page: pageOf(url) }),
});
