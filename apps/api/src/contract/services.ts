import { z } from 'zod';
import { account, id, page, safeText, search } from './text.ts';

/** What can be ordered. Prices are the provider's: they never come from a form. */
export const plans = [
  { id: 'hosting-s', kind: 'hosting', label: 'Hosting S', priceCents: 900, region: 'Paris' },
  { id: 'hosting-m', kind: 'hosting', label: 'Hosting M', priceCents: 1900, region: 'Paris' },
  { id: 'server-m', kind: 'server', label: 'Server M', priceCents: 3900, region: 'Frankfurt' },
  { id: 'server-l', kind: 'server', label: 'Server L', priceCents: 7900, region: 'Frankfurt' },
  { id: 'mail-50', kind: 'mail', label: 'Mail 50', priceCents: 1900, region: 'Paris' },
] as const;

export type PlanId = (typeof plans)[number]['id'];

/** What a service of this kind can be on. */
export const plansFor = (kind: (typeof plans)[number]['kind']) => plans.filter((plan) => plan.kind === kind);

const service = { account, service: id('svc') };
const shown = { ...service, command: id('cmd') };

export const servicesList = z.strictObject({
  account,
  q: search,
  state: z.enum(['active', 'stopped', 'cancelled']).optional(),
  page,
});
export const servicesOne = z.strictObject(service);
export const servicesRename = z.strictObject({ ...service, name: safeText(64) });
export const servicesReveal = z.strictObject(shown);
export const servicesOrder = z.strictObject({
  account,
  plan: z.enum(plans.map((plan) => plan.id)),
  name: safeText(64),
});
export const servicesChangePlan = z.strictObject({ ...service, plan: z.enum(plans.map((plan) => plan.id)) });
/** The service's name, typed by hand: what is cancelled does not come back. */
export const servicesCancel = z.strictObject({ ...service, name: safeText(64) });
