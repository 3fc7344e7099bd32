import type { PageServerLoad } from './$types.ts';

export const load: PageServerLoad = async ({ locals, params }) => ({
  invoice: await locals.api.billing.invoice.query(params),
});
