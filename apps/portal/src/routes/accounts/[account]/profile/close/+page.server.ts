import { accountsClose } from '@mandate/api/contract';
import { m } from '@mandate/messages';
import { done, submit } from '#lib/server/forms.ts';
import type { Actions, PageServerLoad } from './$types.ts';

export const load: PageServerLoad = async ({ locals, params }) => ({
  closing: await locals.api.accounts.closing.query(params),
});

export const actions: Actions = {
  default: (event) =>
    submit(
      event,
      { schema: accountsClose, labels: { name: m.ownership_close_name } },
      async ({ input, api }) => {
        const { name: account } = await api.accounts.close.mutate(input);
        return done('/accounts', {
          strong: m.ownership_closed({ account }),
          text: m.ownership_closed_text(),
        });
      },
    ),
};
