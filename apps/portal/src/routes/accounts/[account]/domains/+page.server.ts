import { pageOf, searchOf } from '#lib/server/query.ts';
import type { PageServerLoad } from './$types.ts';

const states = ['active', 'leaving', 'ending'] as const;

export const load: PageServerLoad = async ({ locals: { api }, params: { account }, url }) => ({
  domains: await api.domains.list.query({
    account,
    q: searchOf(url),
    state: states.find((one) => one === url.searchParams.get('state')),
    page: pageOf(url),
  }),
});
