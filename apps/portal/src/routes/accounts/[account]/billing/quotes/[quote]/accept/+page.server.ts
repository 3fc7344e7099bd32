import { billingQuote } from '@mandate/api/contract';
import { m } from '@mandate/messages';
import { done, submit } from '#lib/server/forms.ts';
import type { Actions, PageServerLoad } from './$types.ts';

export const load: PageServerLoad = async ({ locals, params }) => ({
  quote: await locals.api.billing.quote.query(params),
});

export const actions: Actions = {
  default: (event) => {
    const { account, quote } = event.params;
    return submit(event, { schema: billingQuote, fixed: { quote } }, async ({ input, api }) => {
      const { number } = await api.billing.quote.query({ account, quote });
      const { name } = (await api.accounts.shell.query({ account })).account;
      const { invoice } = await api.billing.acceptQuote.mutate(input);
      return done(`/accounts/${account}/billing/invoices/${invoice}`, {
        strong: m.billing_accepted({ number, account: name }),
        text: m.billing_accepted_text(),
      });
    });
  },
};
