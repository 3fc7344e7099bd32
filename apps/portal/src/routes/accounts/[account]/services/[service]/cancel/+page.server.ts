import { servicesCancel } from '@mandate/api/contract';
import { m } from '@mandate/messages';
import { done, submit } from '#lib/server/forms.ts';
import { readWords } from '../../tell.ts';
import type { Actions, PageServerLoad } from './$types.ts';

export const load: PageServerLoad = async ({ locals, params }) => ({
  service: await locals.api.services.get.query(params),
});

export const actions: Actions = {
  default: (event) => {
    const fixed = { service: event.params.service };
    const labels = { name: m.services_cancel_name };
    return submit(event, { schema: servicesCancel, fixed, labels }, async ({ api, input }) => {
      const { words, page, activity } = await readWords(api, event.params);
      await api.services.cancel.mutate(input);
      return done(page, {
        strong: m.services_cancel_requested(words),
        text: m.services_cancel_requested_text(),
        link: activity,
      });
    });
  },
};
