import { domainsOne } from '@mandate/api/contract';
import { m } from '@mandate/messages';
import { done, submit } from '#lib/server/forms.ts';
import { readWords } from '../../tell.ts';
import type { Actions, PageServerLoad } from './$types.ts';

export const load: PageServerLoad = async ({ locals, params }) => ({
  domain: await locals.api.domains.get.query(params),
});

export const actions: Actions = {
  default: (event) => {
    const fixed = { domain: event.params.domain };
    return submit(event, { schema: domainsOne, fixed }, async ({ api, input }) => {
      const { account, domain, page, invoice: link } = await readWords(api, event.params);
      const { invoice } = await api.domains.renew.mutate(input);
      return done(page, {
        strong: m.domains_renewed({ domain, account }),
        text: m.domains_renewed_text(),
        link: link(invoice),
      });
    });
  },
};
