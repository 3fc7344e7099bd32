import { Account } from '@mandate/db';
import type { Working } from '../working.ts';

export async function get(ctx: Working) {
  const account = await ctx.em.findOneOrFail(Account, { id: ctx.account.id });
  return {
    name: account.name,
    company: account.company ?? '',
    street: account.street ?? '',
    postalCode: account.postalCode ?? '',
    city: account.city ?? '',
    country: account.country ?? '',
    vatId: account.vatId ?? '',
    phone: account.phone ?? '',
    billingEmail: account.billingEmail ?? '',
    technicalEmail: account.technicalEmail ?? '',
    timeZone: account.timeZone,
    locale: account.locale,
  };
}
