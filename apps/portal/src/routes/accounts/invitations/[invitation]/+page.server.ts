import { m } from '@mandate/messages';
import { done, submit } from '#lib/server/forms.ts';
import type { Actions, PageServerLoad } from './$types.ts';
import { asShown, shown, waitingOne } from './waiting.ts';

export const load: PageServerLoad = async (event) => ({ opened: await waitingOne(event) });

export const actions: Actions = {
  default: (event) =>
    submit(event, { schema: shown }, ({ input, api }) =>
      asShown(event, input, async () => {
        const { invitation } = event.params;
        const { name } = await api.invitations.accept.mutate({ invitation, seen: input.seen });
        return done('/accounts', { strong: m.accounts_accepted({ account: name }) });
      }),
    ),
};
