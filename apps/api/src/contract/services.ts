import { z } from 'zod';
import { account, id, page, safeText, search } from './text.ts';

/** What can be ordered. Prices are the provider's: they never come from a form. */
export const plans = [
  { id: 'hosting-start', kind: 'hosting', label: 'Web hosting Start', priceCents: 490, region: 'Paris' },
  { id: 'hosting-pro', kind: 'hosting', label: 'Web hosting Pro', priceCents: 1290, region: 'Paris' },
  { id: 'server-2', kind: 'server', label: 'Server 2 vCPU, 4 GB', priceCents: 1190, region: 'Gravelines' },
  { id: 'server-4', kind: 'server', label: 'Server 4 vCPU, 16 GB', priceCents: 3490, region: 'Gravelines' },
  { id: 'mail-10', kind: 'mail', label: 'Mail, 10 mailboxes', priceCents: 990, region: 'Paris' },
] as const;

export type PlanId = (typeof plans)[number]['id'];

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
/** The service's name, typed by hand: what is cancelled does not come back. */
export const servicesCancel = z.strictObject({ ...service, name: safeText(64) });
