import { supportReply } from '@mandate/api/contract';
import { m } from '@mandate/messages';
import { done, submit } from '#lib/server/forms.ts';
import { pageOf } from '#lib/server/query.ts';
import type { Actions, PageServerLoad } from './$types.ts';

export const load: PageServerLoad = async ({ locals, params, url }) => ({
  ticket: await locals.api.support.get.query({ ...params, page: pageOf(url) }),
});

export const actions: Actions = {
  default: (event) => {
    const { account, ticket } = event.params;
    const options = { schema: supportReply, fixed: { ticket }, labels: { body: m.support_reply_body } };
    return submit(event, options, async ({ input, api }) => {
      const { number } = await api.support.get.query({ account, ticket });
      const { name } = (await api.accounts.shell.query({ account })).account;
      await api.support.reply.mutate(input);
      return done(`/accounts/${account}/support/${ticket}`, {
        strong: m.support_replied({ number: String(number), account: name }),
      });
    });
  },
};
