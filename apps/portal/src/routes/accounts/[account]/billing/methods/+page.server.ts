import { billingMethod } from '@mandate/api/contract';
import { m } from '@mandate/messages';
import { done, submit } from '#lib/server/forms.ts';
import { methodName } from '../method-name.ts';
import type { Actions, PageServerLoad } from './$types.ts';

export const load: PageServerLoad = async ({ locals, params }) => ({
  methods: await locals.api.billing.methods.query(params),
});

export const actions: Actions = {
  prefer: (event) => {
    const { account } = event.params;
    return submit(event, { id: 'prefer', schema: billingMethod }, async ({ input, api }) => {
      const { items } = await api.billing.methods.query({ account });
      const { name } = (await api.accounts.shell.query({ account })).account;
      const method = items.find(({ id }) => id === input.method);
      await api.billing.preferMethod.mutate(input);
      return done(`/accounts/${account}/billing/methods`, {
        strong: m.billing_prefer_done({ method: method ? methodName(method) : '', account: name }),
      });
    });
  },
};
