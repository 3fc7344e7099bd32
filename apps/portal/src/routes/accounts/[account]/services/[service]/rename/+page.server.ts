import { servicesRename } from '@mandate/api/contract';
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
    const labels = { name: m.services_rename_name };
    return submit(event, { schema: servicesRename, fixed, labels }, async ({ api, input }) => {
      const { words, page, activity } = await readWords(api, event.params);
      const { name } = await api.services.rename.mutate(input);
      const { account, service: before } = words;
      return done(page, { strong: m.services_renamed({ account, before, after: name }), link: activity });
    });
  },
};
