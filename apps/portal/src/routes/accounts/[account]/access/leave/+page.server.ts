import { accountOnly } from '@mandate/api/contract';
import { m } from '@mandate/messages';
import { done, submit } from '#lib/server/forms.ts';
import type { Actions, PageServerLoad } from './$types.ts';

export const load: PageServerLoad = async ({ locals, params }) => ({
  mine: await locals.api.accounts.mine.query({ account: params.account }),
});

export const actions: Actions = {
  default: (event) =>
    submit(event, { schema: accountOnly }, async ({ input, api }) => {
      const { name } = await api.accounts.leave.mutate(input);
      return done('/accounts', { strong: m.accounts_left_result({ account: name }) });
    }),
};
