import { redirect } from '@sveltejs/kit';
import { signedIn } from '#lib/server/pages.ts';
import type { PageServerLoad } from './$types.ts';

/** One account to enter and nothing waiting: straight in. Else the choice. */
export const load: PageServerLoad = async (event) => {
  signedIn(event);
  const { enterable, invitations, items } = await event.locals.api.accounts.list.query({});
  const only = items.find((account) => account.enterable);
  if (enterable === 1 && invitations.length === 0 && only) redirect(303, `/accounts/${only.id}`);
  redirect(303, '/accounts');
};
