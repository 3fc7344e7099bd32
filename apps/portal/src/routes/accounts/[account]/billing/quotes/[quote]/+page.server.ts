import type { PageServerLoad } from './$types.ts';

export const load: PageServerLoad = async ({ locals, params }) => ({
  quote: await locals.api.billing.quote.query(params),
});
