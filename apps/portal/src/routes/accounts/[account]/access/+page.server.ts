import type { PageServerLoad } from './$types.ts';

export const load: PageServerLoad = async ({ locals, params }) => ({
  mine: await locals.api.accounts.mine.query({ account: params.account }),
});
