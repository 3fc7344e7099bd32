import {
  domainsOne,
  domainsReveal,
  domainsSetAutoRenew,
  domainsSetTransferLock,
} from '@mandate/api/contract';
import { m } from '@mandate/messages';
import { done, submit } from '#lib/server/forms.ts';
import { readWords } from '../tell.ts';
import type { Actions, PageServerLoad } from './$types.ts';

export const load: PageServerLoad = async ({ locals, params }) => ({
  domain: await locals.api.domains.get.query(params),
});

const read = (data: FormData) => ({ on: data.get('on') === 'yes' });

export const actions: Actions = {
  autoRenew: (event) => {
    const fixed = { domain: event.params.domain };
    return submit(event, { id: 'renewal', schema: domainsSetAutoRenew, fixed, read }, async (step) => {
      const { account, domain, page, activity } = await readWords(step.api, event.params);
      const { autoRenew } = await step.api.domains.setAutoRenew.mutate(step.input);
      const words = { account, domain };
      return done(page, {
        strong: autoRenew ? m.domains_auto_renew_on(words) : m.domains_auto_renew_off(words),
        text: autoRenew ? m.domains_auto_renew_on_text() : m.domains_auto_renew_off_text(),
        link: activity,
      });
    });
  },
  lock: (event) => {
    const fixed = { domain: event.params.domain };
    return submit(event, { id: 'lock', schema: domainsSetTransferLock, fixed, read }, async (step) => {
      const { account, domain, page } = await readWords(step.api, event.params);
      await step.api.domains.setTransferLock.mutate(step.input);
      const words = { account, domain };
      return done(page, {
        strong: step.input.on ? m.domains_lock_on_done(words) : m.domains_lock_off_done(words),
        text: m.domains_lock_done_text(),
      });
    });
  },
  code: (event) => {
    const fixed = { domain: event.params.domain };
    return submit(event, { id: 'code', schema: domainsOne, fixed }, async ({ api, input }) => {
      const { account, domain, page } = await readWords(api, event.params);
      await api.domains.requestTransferCode.mutate(input);
      return done(page, {
        strong: m.domains_code_requested({ account, domain }),
        text: m.domains_code_requested_text(),
      });
    });
  },
  reveal: (event) => {
    const fixed = { domain: event.params.domain };
    return submit(event, { id: 'reveal', schema: domainsReveal, fixed }, async ({ api, input }) =>
      api.domains.revealTransferCode.mutate(input),
    );
  },
};
