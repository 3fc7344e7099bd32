import { servicesOne, servicesReveal } from '@mandate/api/contract';
import { m } from '@mandate/messages';
import { done, submit } from '#lib/server/forms.ts';
import { readWords } from '../tell.ts';
import type { Actions, PageServerLoad } from './$types.ts';

export const load: PageServerLoad = async ({ locals, params }) => ({
  service: await locals.api.services.get.query(params),
});

export const actions: Actions = {
  panel: (event) => {
    const fixed = { service: event.params.service };
    return submit(event, { id: 'panel', schema: servicesOne, fixed }, async ({ api, input }) => {
      const { words, page } = await readWords(api, event.params);
      await api.services.openPanel.mutate(input);
      return done(page, {
        strong: m.services_panel_requested(words),
        text: m.services_panel_requested_text(),
      });
    });
  },
  revealLink: (event) => {
    const fixed = { service: event.params.service };
    return submit(event, { id: 'link', schema: servicesReveal, fixed }, async ({ api, input }) => {
      const { secret } = await api.services.revealPanelLink.mutate(input);
      return { link: secret };
    });
  },
  revealPassword: (event) => {
    const fixed = { service: event.params.service };
    return submit(event, { id: 'secret', schema: servicesReveal, fixed }, async ({ api, input }) => {
      const { secret } = await api.services.revealPassword.mutate(input);
      return { secret };
    });
  },
};
