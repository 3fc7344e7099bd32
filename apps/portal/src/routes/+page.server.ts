import { redirect } from '@sveltejs/kit';
import { signedIn } from '#lib/server/pages.ts';
import type { PageServerLoad } from './$types.ts';

/** One account to enter and nothing waiting: straight in. Else the choice. */
export const load: PageServerLoad = async (event) => {
  signedIn(event);
  const { only, invitations } = await event.locals.api.accounts.list.query({});
  if (only && invitations.length === 0) redirect(303, `/accounts/${only}`);
  redirect(303, '/accounts');
};
