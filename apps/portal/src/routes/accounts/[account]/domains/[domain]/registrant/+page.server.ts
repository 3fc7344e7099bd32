import { domainsSetRegistrant } from '@mandate/api/contract';
import { m } from '@mandate/messages';
import { done, submit } from '#lib/server/forms.ts';
import { managed } from '../managed.ts';
import { readWords } from '../../tell.ts';
import type { Actions, PageServerLoad } from './$types.ts';

export const load: PageServerLoad = async (event) => ({ domain: await managed(event) });

export const actions: Actions = {
  default: (event) => {
    const fixed = { domain: event.params.domain };
    const labels = { name: m.domains_registrant_name };
    return submit(event, { schema: domainsSetRegistrant, fixed, labels }, async ({ api, input }) => {
      const { account, domain, page, activity } = await readWords(api, event.params);
      await api.domains.setRegistrant.mutate(input);
      return done(page, {
        strong: m.domains_registrant_saved({ domain, account }),
        text: m.domains_registrant_saved_text(),
        link: activity,
      });
    });
  },
};
