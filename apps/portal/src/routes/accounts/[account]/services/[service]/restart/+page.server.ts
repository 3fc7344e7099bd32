import { servicesOne } from '@mandate/api/contract';
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
    return submit(event, { schema: servicesOne, fixed }, async ({ api, input }) => {
      const { words, page } = await readWords(api, event.params);
      await api.services.restart.mutate(input);
      return done(page, {
        strong: m.services_restarted(words),
        text: m.services_restarted_text(),
      });
    });
  },
};
