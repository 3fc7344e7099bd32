import { leadOn } from '#lib/server/flash.ts';
import { signedIn } from '#lib/server/pages.ts';
import type { PageServerLoad } from './$types.ts';

/** One account to enter and nothing waiting: straight in. Else the choice. */
export const load: PageServerLoad = async (event) => {
  signedIn(event);
  const { only, invitations, offers } = await event.locals.api.accounts.list.query({});
  return leadOn(event, only && invitations.total + offers.length === 0 ? `/accounts/${only}` : '/accounts');
};
