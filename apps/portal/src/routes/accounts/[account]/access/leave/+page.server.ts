import { accountOnly } from '@mandate/api/contract';
import { m } from '@mandate/messages';
import { done, submit } from '#lib/server/forms.ts';
import { readShellIfOpen } from '#lib/server/shell.ts';
import type { Actions, PageServerLoad } from './$types.ts';

export const load: PageServerLoad = async (event) => ({
  mine: await event.locals.api.accounts.mine.query({ account: event.params.account }),
  shell: await readShellIfOpen(event, event.params.account),
});

export const actions: Actions = {
  default: (event) =>
    submit(event, { schema: accountOnly }, async ({ input, api }) => {
      const { name } = await api.accounts.leave.mutate(input);
      return done('/accounts', { strong: m.accounts_left_result({ account: name }) });
    }),
};
