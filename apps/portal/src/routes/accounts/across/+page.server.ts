import { pageOf, searchOf } from '#lib/server/query.ts';
import type { PageServerLoad } from './$types.ts';

const kinds = ['invoices', 'tickets', 'domains'] as const;

export const load: PageServerLoad = async ({ locals, url }) => ({
  list: await locals.api.accounts.across.query({
    q: searchOf(url),
    kind: kinds.find((one) => one === url.searchParams.get('kind')),
    page: pageOf(url),
  }),
});
