import { redirect } from '@sveltejs/kit';
import { withLocale } from '@mandate/messages';
import { openAreas } from '#lib/areas.ts';
import type { PageServerLoad } from './$types.ts';

/** An account opens on its first open area; without any, on what one may do there. */
export const load: PageServerLoad = async ({ parent, params, locals }) => {
  const { shell } = await parent();
  const [first] = withLocale(locals.locale, () => openAreas(shell));
  redirect(303, first?.href ?? `/accounts/${params.account}/access`);
};
