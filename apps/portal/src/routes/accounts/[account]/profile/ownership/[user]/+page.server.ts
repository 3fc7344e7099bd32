import { ownershipOffer } from '@mandate/api/contract';
import { m } from '@mandate/messages';
import { moment } from '#lib/dates.ts';
import { done, submit } from '#lib/server/forms.ts';
import type { Actions, PageServerLoad } from './$types.ts';

export const load: PageServerLoad = async ({ locals, params }) => ({
  check: await locals.api.ownership.check.query(params),
});

export const actions: Actions = {
  default: (event) => {
    const { account: id, user } = event.params;
    const labels = { afterwards: m.ownership_field_afterwards };
    return submit(event, { schema: ownershipOffer, fixed: { user }, labels }, async ({ input, api }) => {
      const { account } = await api.accounts.shell.query({ account: id });
      const { name, expiresAt } = await api.ownership.offer.mutate(input);
      return done(`/accounts/${id}/profile/ownership`, {
        strong: m.ownership_offered({ account: account.name, name }),
        text: m.ownership_offered_text({ date: moment(expiresAt, account.timeZone) }),
      });
    });
  },
};
