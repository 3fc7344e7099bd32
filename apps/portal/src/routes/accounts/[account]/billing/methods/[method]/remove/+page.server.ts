import { billingMethod } from '@mandate/api/contract';
import { m } from '@mandate/messages';
import { error } from '@sveltejs/kit';
import type { Api } from '#lib/server/api.ts';
import { done, submit } from '#lib/server/forms.ts';
import { methodName } from '../../../method-name.ts';
import type { Actions, PageServerLoad } from './$types.ts';

async function find(api: Api, account: string, id: string) {
  const { items, missing } = await api.billing.methods.query({ account });
  return { method: items.find((method) => method.id === id) ?? error(404), missing };
}

export const load: PageServerLoad = ({ locals, params }) => find(locals.api, params.account, params.method);

export const actions: Actions = {
  default: (event) => {
    const { account, method: id } = event.params;
    return submit(event, { schema: billingMethod, fixed: { method: id } }, async ({ input, api }) => {
      const { method } = await find(api, account, id);
      const { name } = (await api.accounts.shell.query({ account })).account;
      await api.billing.removeMethod.mutate(input);
      return done(`/accounts/${account}/billing/methods`, {
        strong: m.billing_removed({ method: methodName(method), account: name }),
      });
    });
  },
};
