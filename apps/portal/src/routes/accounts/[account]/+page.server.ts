import { withLocale } from '@mandate/messages';
import { openAreas } from '#lib/areas.ts';
import { leadOn } from '#lib/server/flash.ts';
import type { PageServerLoad } from './$types.ts';

/** An account opens on its first open area; without any, on what one may do there. */
export const load: PageServerLoad = async (event) => {
  const { shell } = await event.parent();
  const [first] = withLocale(event.locals.locale, () => openAreas(shell));
  return leadOn(event, first?.href ?? `/accounts/${event.params.account}/access`);
};
