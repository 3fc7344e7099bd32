import { billingSaveContact } from '@mandate/api/contract';
import { m } from '@mandate/messages';
import { done, submit } from '#lib/server/forms.ts';
import type { Actions, PageServerLoad } from './$types.ts';

export const load: PageServerLoad = async ({ locals, params }) => ({
  contact: await locals.api.billing.contact.query(params),
});

export const actions: Actions = {
  default: (event) => {
    const { account } = event.params;
    const options = {
      schema: billingSaveContact,
      messages: { email: m.refusals_field_email },
      labels: { email: m.account_field_billing_email },
    };
    return submit(event, options, async ({ input, api }) => {
      const { changed } = await api.billing.saveContact.mutate(input);
      const { name } = (await api.accounts.shell.query({ account })).account;
      const words = { account: name, email: input.email };
      const saved = input.email ? m.billing_contact_saved(words) : m.billing_contact_removed(words);
      return done(
        `/accounts/${account}/billing/contact`,
        changed ? { strong: saved } : { tone: 'info', strong: m.account_profile_same(words) },
      );
    });
  },
};
