import { accountsOpen } from '@mandate/api/contract';
import { m } from '@mandate/messages';
import { done, submit } from '#lib/server/forms.ts';
import { pageOf, searchOf } from '#lib/server/query.ts';
import type { Actions, PageServerLoad } from './$types.ts';

export const load: PageServerLoad = async ({ locals, url }) => ({
  list: await locals.api.accounts.list.query({
    q: searchOf(url),
    page: pageOf(url),
    waiting: pageOf(url, 'waiting'),
  }),
});

export const actions: Actions = {
  default: (event) =>
    submit(event, { schema: accountsOpen }, async ({ input, api }) => {
      const { id } = await api.accounts.open.mutate(input);
      return done(`/accounts/${id}`, { strong: m.accounts_opened({ account: input.name }) });
    }),
};
