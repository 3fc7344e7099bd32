import { domainToUnicode } from 'node:url';
import { domainsRegister, fieldMessages, yearlyPriceCents } from '@mandate/api/contract';
import { m } from '@mandate/messages';
import { done, submit } from '#lib/server/forms.ts';
import type { Actions, PageServerLoad } from './$types.ts';

/** First the name, then what it costs: the address holds the name, nothing is ordered by opening it. */
export const load: PageServerLoad = async ({ locals, params, url }) => {
  const { can, missing } = await locals.api.domains.list.query({ account: params.account });
  const rights = { may: can.includes('domains:order'), missing };
  const typed = url.searchParams.get('name');
  if (typed === null) return { ...rights, typed: '', error: undefined, chosen: null };
  const parsed = domainsRegister.safeParse({ account: params.account, name: typed });
  if (parsed.success) {
    const { name } = parsed.data;
    const chosen = { name, native: domainToUnicode(name) || name, priceCents: yearlyPriceCents(name) };
    return { ...rights, typed, error: undefined, chosen };
  }
  const required = fieldMessages(parsed.error, locals.locale).name;
  const error = typed.trim() === '' ? required : m.domains_register_name_wrong({}, { locale: locals.locale });
  return { ...rights, typed: typed.slice(0, 300), error, chosen: null };
};

export const actions: Actions = {
  default: (event) =>
    submit(event, { schema: domainsRegister, labels: { name: m.domains_register_name } }, async (step) => {
      const { account } = event.params;
      const { name } = step.input;
      const { account: here, permissions } = await step.api.accounts.shell.query({ account });
      const { invoice } = await step.api.domains.register.mutate(step.input);
      const link = {
        href: `/accounts/${account}/billing/invoices/${invoice}`,
        label: m.domains_see_invoice(),
      };
      return done(`/accounts/${account}/domains`, {
        strong: m.domains_registered({ domain: domainToUnicode(name) || name, account: here.name }),
        text: m.domains_registered_text(),
        link: permissions.includes('billing:view') ? link : undefined,
      });
    }),
};
