import { supportOne } from '@mandate/api/contract';
import { m } from '@mandate/messages';
import { done, submit } from '#lib/server/forms.ts';
import type { Actions, PageServerLoad } from './$types.ts';

export const load: PageServerLoad = async ({ locals, params }) => ({
  ticket: await locals.api.support.get.query(params),
});

export const actions: Actions = {
  default: (event) => {
    const { account, ticket } = event.params;
    return submit(event, { schema: supportOne, fixed: { ticket } }, async ({ input, api }) => {
      const { number } = await api.support.get.query({ account, ticket });
      const { name } = (await api.accounts.shell.query({ account })).account;
      await api.support.close.mutate(input);
      return done(`/accounts/${account}/support/${ticket}`, {
        strong: m.support_closed({ number: String(number), account: name }),
      });
    });
  },
};
