import { billingAddMethod } from '@mandate/api/contract';
import { m } from '@mandate/messages';
import { done, submit } from '#lib/server/forms.ts';
import { methodName } from '../../method-name.ts';
import { lastDayOf } from './last-day.ts';
import type { Actions, PageServerLoad } from './$types.ts';

export const load: PageServerLoad = async ({ locals, params }) => ({
  methods: await locals.api.billing.methods.query(params),
});

function read(data: FormData) {
  const [kind, label, number, expires] = ['kind', 'label', 'number', 'expiresOn'].map((name) =>
    data.get(name),
  );
  const known = { kind, label, number };
  const printed = kind === 'card' && typeof expires === 'string' && expires !== '';
  return printed ? { ...known, expiresOn: lastDayOf(expires) } : known;
}

export const actions: Actions = {
  default: (event) => {
    const { account } = event.params;
    const options = {
      schema: billingAddMethod,
      read,
      messages: {
        kind: m.billing_add_kind_choose,
        number: m.billing_add_number_wrong,
        expiresOn: m.billing_add_expires_wrong,
      },
      labels: {
        kind: m.billing_col_kind,
        label: m.billing_add_label,
        number: m.billing_add_number,
        expiresOn: m.billing_add_expires,
      },
      at: { METHOD_EXPIRED: 'expiresOn' },
    };
    return submit(event, options, async ({ input, api }) => {
      const { name } = (await api.accounts.shell.query({ account })).account;
      await api.billing.addMethod.mutate(input);
      const method = methodName({ label: input.label, lastFour: input.number.slice(-4) });
      return done(`/accounts/${account}/billing/methods`, {
        strong: m.billing_added({ method, account: name }),
      });
    });
  },
};
