import { error } from '@sveltejs/kit';
import { DEMO } from '$app/env/private';

/** Outside demo mode there is no such page. */
export const load = () => {
  if (!DEMO) error(404);
};
