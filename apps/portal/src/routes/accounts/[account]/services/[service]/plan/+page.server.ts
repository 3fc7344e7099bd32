import { servicesChangePlan, plans } from '@mandate/api/contract';
import { m } from '@mandate/messages';
import { done, submit } from '#lib/server/forms.ts';
import { readWords } from '../../tell.ts';
import type { Actions, PageServerLoad } from './$types.ts';

export const load: PageServerLoad = async ({ locals, params }) => ({
  service: await locals.api.services.get.query(params),
});

export const actions: Actions = {
  default: (event) => {
    const own = {
      fixed: { service: event.params.service },
      labels: { plan: m.services_plan },
      messages: { plan: m.services_order_plan_missing },
    };
    return submit(event, { schema: servicesChangePlan, ...own }, async ({ api, input }) => {
      const { words, page } = await readWords(api, event.params);
      await api.services.changePlan.mutate(input);
      const plan = plans.find(({ id }) => id === input.plan)?.label ?? '';
      return done(page, {
        strong: m.services_plan_changing({ ...words, plan }),
        text: m.services_plan_changing_text(),
      });
    });
  },
};
