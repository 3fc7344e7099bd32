import { DEMO } from '$app/env/private';
import { takeFlash } from '#lib/server/flash.ts';
import type { LayoutServerLoad } from './$types.ts';

export const load: LayoutServerLoad = ({ locals: { user, locale, theme }, cookies, url }) => {
  // Naming the address makes every page ask anew, so that a result is shown on its own page only.
  return { user, locale, theme, demo: DEMO, flash: takeFlash(cookies), path: url.href };
};
