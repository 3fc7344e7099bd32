import { supportOpen } from '@mandate/api/contract';
import { m } from '@mandate/messages';
import { error } from '@sveltejs/kit';
import { done, submit } from '#lib/server/forms.ts';
import type { Actions, PageServerLoad } from './$types.ts';

export const load: PageServerLoad = async ({ parent }) => {
  const { shell } = await parent();
  if (!shell.permissions.includes('support:own')) error(404);
};

export const actions: Actions = {
  default: (event) => {
    const { account } = event.params;
    const labels = { subject: m.support_subject, body: m.support_body };
    return submit(event, { schema: supportOpen, labels }, async ({ input, api }) => {
      const { name } = (await api.accounts.shell.query({ account })).account;
      const { ticket } = await api.support.open.mutate(input);
      return done(`/accounts/${account}/support/${ticket}`, {
        strong: m.support_opened({ subject: input.subject, account: name }),
      });
    });
  },
};
