import { error } from '@sveltejs/kit';
import type { PageServerLoad } from './$types.ts';

/** No such page: said inside the account's frame. */
export const load: PageServerLoad = () => error(404);
