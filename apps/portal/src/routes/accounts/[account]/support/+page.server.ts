import { pageOf, searchOf } from '#lib/server/query.ts';
import type { PageServerLoad } from './$types.ts';

const states = ['unclosed', 'open', 'answered', 'closed'] as const;

export const load: PageServerLoad = async ({ locals, params: { account }, url }) => {
  const state = states.find((one) => one === url.searchParams.get('state'));
  return {
    tickets: await locals.api.support.list.query({ account, q: searchOf(url), state, page: pageOf(url) }),
  };
};
