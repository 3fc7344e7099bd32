import { save } from '../save.ts';
import type { Actions, PageServerLoad } from './$types.ts';

export const load: PageServerLoad = async ({ locals, params }) => ({
  domain: await locals.api.domains.get.query(params),
});

export const actions: Actions = { default: (event) => save(event) };
