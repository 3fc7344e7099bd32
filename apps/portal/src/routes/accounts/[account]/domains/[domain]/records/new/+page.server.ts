import { recordTypes } from '@mandate/api/contract';
import { save } from '../save.ts';
import type { Actions, PageServerLoad } from './$types.ts';

export const load: PageServerLoad = async ({ locals, params }) => ({
  types: recordTypes,
  domain: await locals.api.domains.get.query(params),
});

export const actions: Actions = { default: (event) => save(event) };
