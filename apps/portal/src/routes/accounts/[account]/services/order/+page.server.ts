import { fieldMessages, plans, servicesOrder } from '@mandate/api/contract';
import { m } from '@mandate/messages';
import { done, submit } from '#lib/server/forms.ts';
import type { Actions, PageServerLoad } from './$types.ts';

/** First plan and name, then what it costs: the address holds them, nothing is ordered by opening it. */
export const load: PageServerLoad = async ({ locals, params, url }) => {
  const { can, missing } = await locals.api.services.list.query({ account: params.account });
  const plan = url.searchParams.get('plan') ?? '';
  const name = url.searchParams.get('name');
  const typed = { plan, name: name?.slice(0, 300) ?? '' };
  const page = { plans, may: can.includes('services:order'), missing, typed };
  if (name === null || url.searchParams.has('again')) return { ...page, errors: {}, chosen: null };
  const parsed = servicesOrder.safeParse({ account: params.account, plan, name });
  if (!parsed.success) return { ...page, errors: errorsOf(parsed.error, locals.locale), chosen: null };
  const found = plans.find(({ id }) => id === parsed.data.plan);
  return { ...page, errors: {}, chosen: found ? { plan: found, name: parsed.data.name } : null };
};

function errorsOf(error: Parameters<typeof fieldMessages>[0], locale: 'en' | 'fr'): Record<string, string> {
  const errors = fieldMessages(error, locale);
  return errors.plan ? { ...errors, plan: m.services_order_plan_missing({}, { locale }) } : errors;
}

const labels = { plan: m.services_order_plan, name: m.services_order_name };

export const actions: Actions = {
  default: (event) =>
    submit(event, { schema: servicesOrder, labels }, async ({ api, input }) => {
      const { account } = event.params;
      const { account: here, permissions } = await api.accounts.shell.query({ account });
      const { service, invoice } = await api.services.order.mutate(input);
      const link = {
        href: `/accounts/${account}/billing/invoices/${invoice}`,
        label: m.services_see_invoice(),
      };
      return done(`/accounts/${account}/services/${service}`, {
        strong: m.services_ordered({ service: input.name, account: here.name }),
        text: m.services_ordered_text(),
        link: permissions.includes('billing:view') ? link : undefined,
      });
    }),
};
