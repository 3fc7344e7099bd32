import { billingPay } from '@mandate/api/contract';
import { formatMoney, m } from '@mandate/messages';
import { done, submit } from '#lib/server/forms.ts';
import { methodName } from '../../../method-name.ts';
import type { Actions, PageServerLoad } from './$types.ts';

export const load: PageServerLoad = async ({ locals, params }) => ({
  invoice: await locals.api.billing.invoice.query(params),
});

export const actions: Actions = {
  default: (event) => {
    const { account, invoice: id } = event.params;
    const options = {
      schema: billingPay,
      fixed: { invoice: id },
      messages: { method: m.billing_pay_choose },
      labels: { method: m.billing_pay_with },
      at: { METHOD_EXPIRED: 'method' },
    };
    return submit(event, options, async ({ input, api }) => {
      const invoice = await api.billing.invoice.query({ account, invoice: id });
      const { name } = (await api.accounts.shell.query({ account })).account;
      const method = invoice.methods.find((one) => one.id === input.method);
      await api.billing.pay.mutate(input);
      const amount = formatMoney(invoice.amount);
      return done(`/accounts/${account}/billing/invoices/${id}`, {
        strong: m.billing_paid({ number: invoice.number, account: name }),
        text: m.billing_paid_text({ amount, method: method ? methodName(method) : '' }),
      });
    });
  },
};
